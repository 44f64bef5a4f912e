import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { freePort } from '../support/freePort.ts';
import { runInHost as run } from './support/commandHost/runInHost.ts';
import { serve } from './support/commandLine.ts';

const folder = mkdtempSync(join(tmpdir(), 'luna-administration-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SETTINGS = { DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'warn' };
const create = (email: string) => ['account', 'create', email, '--organization', 'Doors', '--password-stdin', '--json'];

describe('account', () => {
  it('creates, lists, suspends, activates, and changes a password on the database itself', async () => {
    const made = await run(create('one@example.com'), SETTINGS, 'correct horse\n');
    expect(made).toMatchObject({ code: 0, stderr: '' });
    const { account, token } = JSON.parse(made.stdout);
    expect(account).toMatchObject({ email: 'one@example.com', suspended: false });
    expect(token).toMatch(/^[0-9a-f-]{36}$/);
    const suspended = await run(['account', 'suspend', 'ONE@example.com', '--json'], SETTINGS);
    expect(JSON.parse(suspended.stdout)).toEqual({ ...account, suspended: true });
    expect(await run(['account', 'list', '--email', 'one@'], SETTINGS)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(new RegExp(`^${account.account_id}  one@example.com  suspended  .*  Doors\n$`)),
    });
    const active = await run(['account', 'activate', account.account_id, '--json'], SETTINGS);
    expect(JSON.parse(active.stdout)).toEqual(account);
    const changed = await run(['account', 'passwd', account.account_id, '--password-stdin'], SETTINGS, 'another one');
    expect(changed.code).toBe(0);
    expect(changed.stdout).not.toContain('another one');
  });

  it.each([
    [['account', 'suspend', 'nobody@example.com'], undefined, 'there is no account nobody@example.com'],
    [['account', 'suspend', 'deadbeef-dead-4bad-8bad-deadbeefdead'], undefined, 'account not found'],
    [['account', 'suspend', 'rubbish'], undefined, 'account_id'],
    [create('one@example.com'), 'correct horse', 'exists already'],
    [create('two@example.com'), 'short', 'password'],
    [create('two@example.com'), '', 'no password'],
    [create('two@example.com').filter((word) => word !== '--password-stdin'), undefined, '--password-stdin'],
    [create('two'), 'correct horse', 'no e-mail address'],
  ])('leaves with 2 and one line: %j', async (args, input, message) => {
    const { code, stdout, stderr } = await run(args, SETTINGS, input);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('beside a server with the embedded database: through its socket, else its admin API, else a line that says how', async () => {
    const ADMIN_KEY = 'a key for this test only'.replaceAll(' ', '-');
    const admin = { ADMIN_KEY, ADMIN_PORT: String(await freePort()) };
    const server = await serve({ ...SETTINGS, ...admin });
    expect(server.line).toContain(`admin http://127.0.0.1:${admin.ADMIN_PORT}`);
    const made = await run(create('three@example.com'), { ...SETTINGS, ...admin }, 'correct horse');
    expect(made).toMatchObject({ code: 0, stderr: '' });
    const token = { 'X-Auth-Token': JSON.parse(made.stdout).token };
    const status = async () => (await fetch(`${server.url}/4/storage/persons`, { headers: token })).status;
    expect(await status()).toBe(200);
    expect((await run(['account', 'suspend', 'three@example.com'], { ...SETTINGS, ...admin })).code).toBe(0);
    expect(await status()).toBe(403);
    // The socket in DATA_DIR asks for none; where it is gone, the port is asked.
    expect((await run(['account', 'list'], SETTINGS)).stdout).toContain('three@example.com');
    rmSync(join(SETTINGS.DATA_DIR, 'admin.sock'));
    const without = await run(['account', 'list'], SETTINGS);
    expect(without).toMatchObject({ code: 3, stdout: '' });
    expect(without.stderr).toContain('none answers on its admin.sock');
    const wrong = { ...admin, ADMIN_KEY: `${ADMIN_KEY}-not` };
    expect(await run(['account', 'list'], { ...SETTINGS, ...wrong })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('key is wrong'),
    });
    await server.end('SIGTERM');
  });
});
