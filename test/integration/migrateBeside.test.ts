import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { lockDirectory } from '../../src/databases/pglite/directoryLock.ts';
import { MIGRATIONS } from '../../src/store/migrations/migrate.ts';
import { runInHost as run } from './support/commandHost/runInHost.ts';

const folder = mkdtempSync(join(tmpdir(), 'luna-migrate-beside-'));
const names = MIGRATIONS.map(({ name }) => name);
const newest = names.at(-1) ?? '';
const closing: (() => void)[] = [];
afterAll(() => {
  for (const close of closing) close();
  rmSync(folder, { recursive: true, force: true });
});

/**
 * A server of another version, which cannot be had here: it holds the embedded database, and tells what that has seen.
 * @returns what runs `migrate` beside it
 */
async function besideServerOf(version: string, applied: readonly string[]) {
  const DATA_DIR = join(folder, version);
  mkdirSync(DATA_DIR);
  const lock = await lockDirectory(join(DATA_DIR, 'database'));
  // It knows of no migration but its own.
  const report = JSON.stringify({ applied, pending: [], drift: [] });
  const server = createServer((_request, answer) => answer.setHeader('content-type', 'application/json').end(report));
  await new Promise<void>((resolve) => server.listen(join(DATA_DIR, 'admin.sock'), resolve));
  closing.push(() => {
    server.close();
    lock.release();
  });
  return (...options: string[]) => run(['migrate', ...options], { DATA_DIR });
}

describe('beside an older server that holds the embedded database', async () => {
  const migrate = await besideServerOf('older', names.slice(0, -1));

  it('--plan says what this version would do', async () => {
    const stdout = expect.stringMatching(new RegExp(`^${newest}: \\d+ statements\n$`));
    expect(await migrate('--plan')).toEqual({ code: 0, stdout, stderr: '' });
  });

  it('--plan --sql prints the script of what is pending', async () => {
    const { code, stdout, stderr } = await migrate('--plan', '--sql');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`-- ${newest}\n`);
    expect(stdout).not.toContain(`-- ${names[0]}\n`);
  });

  it('--check finds it pending', async () => {
    const { code, stdout, stderr } = await migrate('--check');
    expect({ code, stdout }).toEqual({ code: 1, stdout: `${newest} is pending\n` });
    expect(stderr).toContain('migrations are pending');
  });

  it('--apply says in one line that the server has to end first', async () => {
    const { code, stdout, stderr } = await migrate('--apply');
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toMatch(/^luna-backport3: .* is in use by process \d+: stop it first; .*serve.*\n$/);
  });
});

describe('beside a newer server that holds the embedded database', async () => {
  const migrate = await besideServerOf('newer', [...names, '9999_of_tomorrow']);

  it.each(['--plan', '--check', '--apply'])('%s is refused', async (option) => {
    const { code, stdout, stderr } = await migrate(option);
    expect({ code, stdout }).toEqual({ code: 6, stdout: '' });
    expect(stderr).toMatch(/^luna-backport3: the database was made by a newer version .*9999_of_tomorrow.*\n$/);
  });
});
