import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runInHost } from './support/commandHost/runInHost.ts';
import { run } from './support/commandLine.ts';

const folder = mkdtempSync(join(tmpdir(), 'luna-host-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What other tests take for granted of commands that share a process. */
describe('a command in a process that has run others', () => {
  it.each<[readonly string[], Readonly<Record<string, string>>]>([
    [['--version'], {}],
    [['serv'], {}],
    [['settings'], { PORT: 'x', ADMIN_KEY: 'short' }],
    [['settings', '--json'], { LOG_LEVEL: 'error' }],
    [['settings', '--json'], {}],
    [['account', 'create', 'ann@example.com', '--organization', 'Doors'], {}],
    [['migrate'], { DB_TYPE: 'postgres', DB_PORT: '1', DB_WAIT_SECONDS: '0', LOG_LEVEL: 'info' }],
  ])('has the outcome of one with a process of its own: %j, %j', async (args, settings) => {
    const own = withoutTimes(await run(args, settings));
    expect(withoutTimes(await runInHost(args, settings))).toEqual(own);
    expect(withoutTimes(await runInHost(args, settings))).toEqual(own);
  });

  it('has its own input, and is kept apart from others at the same time', async () => {
    const create = (name: string, password: string) =>
      runInHost(
        ['account', 'create', `${name}@example.com`, '--organization', name, '--password-stdin', '--json'],
        { DATA_DIR: join(folder, name) },
        password,
      );
    const outcomes = await Promise.all([create('ann', 'secret-word'), create('bea', 'short'), create('eve', '')]);
    expect(outcomes.map(({ code, stderr }) => [code, stderr.includes('password')])).toEqual([
      [0, false],
      [2, true],
      [2, true],
    ]);
    expect(JSON.parse(outcomes[0]?.stdout ?? '')).toMatchObject({ account: { organization_name: 'ann' } });
  });
});

const withoutTimes = (outcome: object) =>
  JSON.parse(JSON.stringify(outcome).replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z|"[a-zA-Z]*Ms\\?":\d+/g, '…'));
