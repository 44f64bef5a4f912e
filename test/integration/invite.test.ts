import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testModels } from '../support/models.ts';
import { runInHost as run } from './support/commandHost/runInHost.ts';
import { type Serving, serve } from './support/commandLine.ts';

const folder = mkdtempSync(join(tmpdir(), 'luna-invite-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SETTINGS = { DATA_DIR: join(folder, 'data'), REGISTRATION: 'invite' };
const ID = '[0-9a-f]{8}-[0-9a-f-]{27}';
const TIME = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z`;
const UNKNOWN = 'deadbeef-dead-4bad-8bad-deadbeefdead';

const command = (...words: string[]) => run(words, SETTINGS);
const add = (email: string) =>
  run(['account', 'add', email, '--organization', 'Doors', '--password-stdin'], SETTINGS, 'correct horse\n');

/** The same with and without a server: the database is the one of the folder. */
function describeCommands(registers: (code: string) => Promise<number | undefined>): void {
  it('create prints id, code and end; list shows it without its code; revoke takes it back', async () => {
    const made = await command('invite', 'create', '--note', 'door 7, Zoë', '--hours', '48');
    expect(made).toMatchObject({ code: 0, stderr: '' });
    const printed = new RegExp(`^invitation (${ID})\ncode (\\S+)\nexpires (${TIME})\n$`).exec(made.stdout);
    const [, id = '', code = '', end = ''] = printed ?? [];
    expect(Date.parse(end) - Date.now()).toBeGreaterThan(47 * 3_600_000);
    const listed = await command('invite', 'list');
    expect(listed).toMatchObject({ code: 0, stderr: '' });
    expect(listed.stdout).toMatch(new RegExp(`^${id}  made ${TIME}  expires ${end}  door 7, Zoë$`, 'm'));
    expect(listed.stdout).not.toContain(code);
    expect(await command('invite', 'revoke', id.toUpperCase())).toEqual({ code: 0, stdout: '', stderr: '' });
    expect((await command('invite', 'list')).stdout).not.toContain(id);
    expect(await registers(code)).not.toBe(201);
  });

  it('--json is for programs', async () => {
    const { invitation, code } = JSON.parse((await command('invite', 'create', '--json')).stdout);
    expect(code).toMatch(/^\S{16,}$/);
    const lines = (await command('invite', 'list', '--json')).stdout.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toContainEqual(invitation);
    const status = await registers(code);
    if (status === undefined) return;
    expect(status).toBe(201);
    // It is for one account.
    expect(await registers(code)).toBe(403);
  });
}

describe('on the database itself', () => {
  describeCommands(async () => undefined);

  it('revoke of an invitation that is not there leaves with 2', async () => {
    const { code, stderr } = await command('invite', 'revoke', UNKNOWN);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/^luna-backport3: .*not found.*\n$/) });
  });

  it('account add makes an account, where nobody registers without an invitation', async () => {
    expect(await add('alone@example.com')).toEqual({
      code: 0,
      stdout: expect.stringMatching(new RegExp(`^account ${ID}\ntoken ${ID}\n$`)),
      stderr: '',
    });
    expect(await add('alone@example.com')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('exists already'),
    });
  });
});

describe('beside a server', () => {
  let server: Serving;
  let accounts = 0;

  const register = async (code: string) => {
    accounts += 1;
    const body = { organization_name: 'Doors', email: `door-${accounts}@example.com`, password: 'secret-word' };
    const answer = await fetch(`${server.url}/4/accounts?invitation_code=${code}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return answer.status;
  };

  beforeAll(async () => {
    await testModels();
    server = await serve(SETTINGS);
  });
  afterAll(() => server?.end('SIGTERM'));

  describeCommands(register);

  it.each([
    [['create', '--hours', '0'], '1 to 8760'],
    [['create', '--hours', '8761'], '1 to 8760'],
    [['create', '--hours', '1.5'], '1 to 8760'],
    [['create', '--hours'], 'argument missing'],
    [['create', '--note', 'n'.repeat(5000)], 'note'],
    [['create', 'someone@example.com'], 'too many arguments'],
    [['revoke'], "missing required argument 'invitation-id'"],
    [['revoke', 'rubbish'], 'invitation_id'],
    [['revoke', '../accounts'], 'invitation_id'],
    [['revoke', UNKNOWN], 'not found'],
    [['list', '--all'], "unknown option '--all'"],
    [['lst'], 'Did you mean list?'],
  ])('invite %j leaves with 2 and says why', async (words, message) => {
    const { code, stdout, stderr } = await command('invite', ...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('account add makes an account that can work at once', async () => {
    const { code, stdout } = await add('beside@example.com');
    expect(code).toBe(0);
    const [, token = ''] = /^token (\S+)$/m.exec(stdout) ?? [];
    const answer = await fetch(`${server.url}/4/storage/persons`, { headers: { 'x-auth-token': token } });
    expect(answer.status).toBe(200);
    expect(await add('beside@example.com')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('exists already'),
    });
  });
});
