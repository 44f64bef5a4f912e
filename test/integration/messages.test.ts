import { expect, it } from 'vitest';
import { run } from './support/commandLine.ts';

type Settings = Readonly<Record<string, string>>;

const SECRET = 'too-short-key';

/** What a stranger gets wrong in the first hour: one line that helps, its exit code, no stack, and at once. */
const CASES: readonly (readonly [string, readonly string[], Settings, number, string])[] = [
  ['a host that nobody knows', ['serve'], { HOST: 'host.invalid' }, 5, 'HOST = host.invalid: nobody knows this name ('],
  ['a data folder that is a file', ['serve'], { DATA_DIR: '/etc/passwd' }, 3, 'DATA_DIR = /etc/passwd: is a file'],
  [
    'one where none can be made',
    ['serve'],
    { DATA_DIR: '/proc/nope/data' },
    3,
    'DATA_DIR = /proc/nope/data: the folder /proc/nope above it cannot be made (ENOENT)',
  ],
  ['the same by option', ['serve', '--data-dir', '/proc/nope'], {}, 3, 'DATA_DIR = /proc/nope: the folder cannot be'],
  ['the same by command', ['account', 'list'], { DATA_DIR: '/proc/nope' }, 3, 'DATA_DIR = /proc/nope: the folder'],
  ['models where none can be', ['models', 'pull'], { MODELS_DIR: '/proc/nope' }, 4, 'MODELS_DIR = /proc/nope: the'],
  [
    'a port that is none',
    ['serve', '--port', 'x'],
    {},
    2,
    'PORT = "x" (command line): must be a whole number 0..65535',
  ],
  [
    'a short key',
    ['settings'],
    { ADMIN_KEY: SECRET },
    2,
    'ADMIN_KEY = (hidden) (environment): must be 16..1024 printable ASCII characters, no spaces',
  ],
  [
    'a name without its line',
    ['serve'],
    { DATADIR: '/x' },
    2,
    'DATADIR (environment) is no setting; did you mean DATA_DIR?',
  ],
  ['a name with a slip', ['settings'], { COMPATABILITY: 'lp3' }, 2, 'did you mean COMPATIBILITY?'],
];

it.each(CASES)('%s', async (_, args, settings, exitCode, text) => {
  const { code, stdout, stderr } = await run(args, { PORT: '0', ...settings });
  expect(stderr).toContain(text);
  expect(code).toBe(exitCode);
  expect(stdout).toBe('');
  const lines = stderr.trim().split('\n');
  expect(lines.filter((line) => !line.endsWith('bad settings:'))).toHaveLength(1);
  expect(stderr).not.toContain(SECRET);
});

it('shows secrets that are not set as not set, and a name of another program does no harm beside the right one', async () => {
  const { code, stdout } = await run(['settings'], { EVENTS_SIGNATURE_KEY: 'x', LOGLEVEL: 'x', LOG_LEVEL: 'warn' });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ADMIN_KEY +\(not set\) +default$/m);
  expect(stdout).toMatch(/^DB_DSN +\(not set\) +default$/m);
  expect(stdout).toMatch(/^DB_PASSWORD +\(hidden\) +default$/m);
  expect(stdout).toMatch(/^EVENTS_SIGNATURE_KEY +\(hidden\) +environment$/m);
});
