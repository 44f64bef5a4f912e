import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { type OldServer, startOldServer } from '../support/oldServer/oldServer.ts';
import { OldAccount } from '../support/oldServer/oldState.ts';
import { runInHost as run } from './support/commandHost/runInHost.ts';
import type { Outcome } from './support/commandLine.ts';

const folder = mkdtempSync(join(tmpdir(), 'luna-import-oddities-'));
const SETTINGS = { DATA_DIR: join(folder, 'data'), LUNA_PASSWORD: 'secret-word' };
const ID = /"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f-]{22}"/g;
/** More than a page of LUNA PLATFORM 3 holds. */
const PERSONS = 230;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function anAccount(email: string, persons: number): OldAccount {
  const account = new OldAccount(email, 'secret-word', 'Old');
  account.addToken('door');
  const guests = account.addList('persons', 'guests');
  for (let index = 0; index < persons; index++) guests.members.add(account.addPerson(`person ${index}`).id);
  return account;
}

const importFrom = (old: OldServer, name: string, ...more: string[]) => {
  const files = ['--journal', join(folder, `${name}.jsonl`), '--json', '--rate', '500'];
  return run(['import', '--from', old.url, ...files, ...more], SETTINGS);
};
const summaryOf = ({ stdout, stderr }: Outcome) => {
  expect(stdout, stderr).not.toBe('');
  return JSON.parse(stdout);
};
const reportOf = (name: string) => JSON.parse(readFileSync(join(folder, `${name}.report.json`), 'utf8'));

it('ids in capitals become small ones, and pages that shift while they are read are read again', async () => {
  const account = anAccount('capitals@example.com', PERSONS);
  const old = await startOldServer([account]);
  old.spell = (json) => json.replace(ID, (id) => id.toUpperCase());
  let deleted = 0;
  // Behind tokens, lists and the first page of persons.
  old.fault = (number) => {
    const [newest] = [...account.persons.keys()].reverse();
    if (number === 5 && newest !== undefined) {
      deleted++;
      account.persons.delete(newest);
      for (const { members } of account.lists.values()) members.delete(newest);
    }
    return undefined;
  };
  try {
    const outcome = await importFrom(old, 'capitals', '--login', account.email);
    expect(deleted).toBe(1);
    expect(summaryOf(outcome)).toMatchObject({ complete: true, differences: 0 });
    expect(reportOf('capitals').counts.persons).toEqual({ there: PERSONS - 1, here: PERSONS - 1 });
    expect(reportOf('capitals').counts.links_to_lists).toEqual({ there: PERSONS - 1, here: PERSONS - 1 });
    old.fault = () => undefined;
    const again = summaryOf(await importFrom(old, 'capitals', '--login', account.email));
    expect(Object.values(again.changes)).toEqual(Object.values(again.changes).map(() => 0));
  } finally {
    await old.close();
  }
});

it('an account that is here and holds something: only with --merge, and nothing of it is lost', async () => {
  const [one, other] = [anAccount('merged@example.com', 3), anAccount('merged@example.com', 4)];
  const [first, second] = [await startOldServer([one]), await startOldServer([other])];
  try {
    expect((await importFrom(first, 'first', '--login', one.email)).code).toBe(0);
    const refused = await importFrom(second, 'second', '--login', other.email);
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('--merge') });
    const merged = await importFrom(second, 'second', '--login', other.email, '--merge');
    expect(summaryOf(merged)).toMatchObject({ complete: true, differences: 0 });
    expect(reportOf('second').counts.persons).toEqual({ there: 4, here: 7 });
  } finally {
    await Promise.all([first.close(), second.close()]);
  }
});

it('a token that expires while pages are read ends the run in one line; with another it goes on', async () => {
  const account = anAccount('expires@example.com', PERSONS);
  const old = await startOldServer([account]);
  const [token = ''] = account.tokens.keys();
  old.fault = (number) => {
    if (number === 4) account.tokens.delete(token);
    return undefined;
  };
  try {
    const ended = await importFrom(old, 'expires', '--token', token, '--as', account.email);
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining('does not take the login or token') });
    const whole = await importFrom(old, 'expires', '--token', account.addToken(), '--as', account.email);
    expect(summaryOf(whole)).toMatchObject({ complete: true, differences: 0 });
  } finally {
    await old.close();
  }
});
