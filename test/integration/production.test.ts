import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testModels } from '../support/models.ts';
import { needs } from '../support/run/needs.ts';
import { ROOT, type Started, shellOf } from './support/installWays.ts';
import { packedTarball } from './support/packedTarball.ts';
import { printedBlocks } from './support/printedBlocks.ts';
import { PrivateMachine, serviceScript, verifyUnit } from './support/privateMachine.ts';

const UNIT = join(ROOT, 'docs/production/luna-backport3.service');
const unit = readFileSync(UNIT, 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'luna-production-'));
const home = join(folder, 'home');
mkdirSync(home);
afterAll(() => rmSync(folder, { recursive: true, force: true }), 600_000);

/** The lines of the README, but for what the machine of a test has no need of or no way to: packages, a server, services. */
const [block] = printedBlocks('README.md').filter(({ text }) => text.includes('useradd'));
const lines = block?.text.trim().split('\n') ?? [];
const OTHERS = /^(apt-get|su postgres|systemctl) /;
/** It has a umask of its own, so that root's makes no difference to what it installs. */
const INSTALLS = /^\(umask 022; npm install --global [^;]+\)$/;

/** What the line for Postgres says, on the server of the tests, for a role and a database of their own. */
async function makeDatabase(name: string): Promise<void> {
  const line = lines.find((each) => each.startsWith('su postgres')) ?? '';
  const client = new pg.Client(process.env.TEST_POSTGRES_URL);
  await client.connect();
  try {
    for (const statement of [/create role [^\\]+/, /create database [^']+/])
      await client.query((statement.exec(line)?.[0] ?? '').replaceAll('luna', name));
  } finally {
    await client.end();
  }
}

it('the lines are ten, and the page that explains them has the same', () => {
  expect(lines).toHaveLength(10);
  expect(lines.filter((line) => INSTALLS.test(line))).toHaveLength(1);
  const explained = printedBlocks('docs/production.md').map(({ text }) => text.replace(/\n$/, ''));
  expect(explained.flatMap((text) => text.split('\n'))).toEqual(expect.arrayContaining(lines));
});

it('systemd finds nothing wrong with the unit', ({ skip }) => {
  const said = verifyUnit(UNIT);
  skip(said === undefined, 'there is no systemd-analyze');
  expect(said).toBe('');
});

const probe = await PrivateMachine.open(join(folder, 'probe'));
await probe?.close();

describe('the lines for production', {
  ...needs(probe, 'only root can have a view of the machine of its own'),
  timeout: 900_000,
}, () => {
  beforeAll(async () => {
    const tarball = await packedTarball();
    copyFileSync(tarball, join(folder, basename(tarball)));
  }, 600_000);

  /** The first machine on which the lines worked. npm does the same work on each: half a minute of a processor. */
  let programsOf: string | undefined;

  it.each(['077', '000'])('serve behind the unit when root has umask %s', async (umask) => {
    const machine = await PrivateMachine.open(join(folder, umask), programsOf);
    if (!machine) throw new Error('there was one a moment ago');
    let service: Started | undefined;
    try {
      const database = `lines_${umask}`;
      await makeDatabase(database);
      const env = { ...shellOf(dirname(process.execPath), home), SETTINGS_FILE: '/etc/luna/settings.yaml' };
      const typed = lines
        .filter((line) => !OTHERS.test(line) && !(programsOf !== undefined && INSTALLS.test(line)))
        .join('\n');
      const done = await machine.run(`umask ${umask}\nmkdir -p /etc/nginx/sites-enabled\n${typed}`, env, folder);
      expect(done.code, done.stderr).toBe(0);
      programsOf ??= join(folder, umask);
      const port = new URL(process.env.TEST_POSTGRES_URL ?? '').port;
      const prepared = await machine.run(
        `sed -i 's/^\\(DB_USER\\|DB_NAME\\): .*/\\1: ${database}/; $a DB_PORT: ${port}\\nPORT: 0\\nVISION_WORKERS: 1' /etc/luna/settings.yaml
        cp -r ${(await testModels()).root} /var/lib/luna/models
        chown -R luna: /var/lib/luna`,
        env,
      );
      expect(prepared.code, prepared.stderr).toBe(0);

      service = machine.start(serviceScript(unit), env);
      const line = await service.firstLine;
      if (line === undefined) expect.unreachable(`ended before it was ready: ${(await service.ended).stderr}`);
      expect(line).toContain('data /var/lib/luna · models fr+ in /var/lib/luna/models');
      const url = /http:\/\/[^ ]+/.exec(line)?.[0] ?? '';
      const json = { 'content-type': 'application/json' };
      const body = JSON.stringify({ organization_name: 'Lines', email: 'lines@example.com', password: 'ten-lines' });
      const account = await fetch(`${url}/4/accounts`, { method: 'POST', headers: json, body });
      const { token = '' } = (await account.json()) as { token?: string };
      const photo = new Uint8Array(readFileSync((await testModels()).pathOf('samples/sample3.jpg')));
      const headers = { 'x-auth-token': token, 'content-type': 'image/jpeg' };
      const stored = await fetch(`${url}/4/storage/descriptors`, { method: 'POST', headers, body: photo });
      expect(stored.status).toBe(201);

      const command = (words: string) =>
        machine.run(`runuser -u luna -- luna-backport3 ${words}`, env, '/var/lib/luna');
      expect((await command('account list')).stdout).toContain('lines@example.com');
      expect((await command('migrate --plan')).stdout).toMatch(/^nothing to do/);
      expect(await command('backup --out /var/lib/luna/luna.tar')).toMatchObject({ code: 0 });
      const open = await machine.run('find /var/lib/luna /etc/luna/db-password -perm /077 ! -path "*/models*"', env);
      expect(open).toMatchObject({ code: 0, stdout: '' });

      service.child.kill('SIGTERM');
      expect(await service.ended).toMatchObject({ code: 0, stderr: expect.stringContaining('"msg":"closed"') });
    } finally {
      service?.child.kill('SIGKILL');
      await machine.close();
    }
  });
});
