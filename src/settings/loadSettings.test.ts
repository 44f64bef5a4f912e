import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { type LoadedSettings, loadSettings } from './loadSettings.ts';
import { SettingsError } from './settingsError.ts';

const folder = mkdtempSync(join(tmpdir(), 'settings-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function load(environment: Record<string, string>, file?: string): LoadedSettings {
  return loadSettings({ environment, file, workingDirectory: folder });
}

function problemsOf(environment: Record<string, string>, file?: string): readonly string[] {
  try {
    load(environment, file);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}

describe('loadSettings', () => {
  it('gives the defaults, frozen, paths absolute', () => {
    const { settings, sources } = load({ PATH: '/bin', LUNA: 'x' });
    expect(settings).toMatchObject({ HOST: '127.0.0.1', PORT: 5140, DB_TYPE: 'pglite', COMPATIBILITY: 'backport3' });
    expect(settings.DATA_DIR).toBe(join(folder, 'data'));
    expect(settings.MODELS_DIR).toMatch(/^\/.*\/\.cache\/models$/);
    expect(settings.MODELS_DIR).not.toContain(folder);
    expect(Object.isFrozen(settings) && Object.isFrozen(settings.THUMBNAIL_SIDES)).toBe(true);
    expect(new Set(Object.values(sources))).toEqual(new Set(['default']));
  });

  it("takes the port of Oracle's listener when nothing else is said", () => {
    expect(load({ DB_TYPE: 'oracle' }).settings.DB_PORT).toBe(1521);
    expect(load({ DB_TYPE: 'oracle', DB_PORT: '1599' }).settings.DB_PORT).toBe(1599);
    expect(load({ DB_TYPE: 'postgres' }).settings.DB_PORT).toBe(5432);
    expect(load({ DB_DSN: 'one,two' }).settings.DB_TYPE).toBe('postgres');
    expect(load({ DB_DSN: 'one', DB_TYPE: 'oracle' }).settings.DB_TYPE).toBe('oracle');
  });

  it('prefers the environment to the file and the file to the default, and says so', () => {
    const file = write('order.yaml', 'PORT: 6000\nHOST: 0.0.0.0\n');
    const { settings, sources } = load({ PORT: '7000' }, file);
    expect(settings).toMatchObject({ PORT: 7000, HOST: '0.0.0.0' });
    expect(sources).toMatchObject({ PORT: 'environment', HOST: 'file', DB_TYPE: 'default' });
  });

  it('finds the file by SETTINGS_FILE, relative to the working directory', () => {
    write('named.json', '{"PORT": 6001}');
    expect(load({ SETTINGS_FILE: 'named.json' }).settings.PORT).toBe(6001);
  });

  it.each([
    ['BODY_LIMIT', '2MB', 2 * 1024 * 1024],
    ['BODY_LIMIT', '4096', 4096],
    ['LOG_LEVEL', 'WARNING', 'warn'],
    ['LOG_LEVEL', 'DEBUG', 'debug'],
    ['LOG_TIME', 'utc', 'UTC'],
    ['BACKPORT3_ENABLE_PORTRAITS', '0', false],
    ['BACKPORT3_ENABLE_PORTRAITS', 'on', true],
    ['THUMBNAIL_SIDES', '32, 48', [32, 48]],
    ['MAX_CANDIDATE_IN_RESPONSE', '9', 9],
  ])('reads %s=%s', (name, text, value) => {
    const own = name === 'MAX_CANDIDATE_IN_RESPONSE' ? 'MAX_CANDIDATES_IN_RESPONSE' : name;
    expect(load({ [name]: text }).settings).toHaveProperty(own, value);
  });

  it('reads typed values of a settings file', () => {
    const file = write('typed.yaml', 'BACKPORT3_ENABLE_PORTRAITS: false\nTHUMBNAIL_SIDES: [50]\nBODY_LIMIT: 1MB\n');
    expect(load({}, file).settings).toMatchObject({
      BACKPORT3_ENABLE_PORTRAITS: false,
      THUMBNAIL_SIDES: [50],
      BODY_LIMIT: 1024 * 1024,
    });
  });

  it('passes over what Kubernetes says of services that are named like settings', () => {
    const { settings, sources } = load({ DB_PORT: 'tcp://10.0.0.1:5432', PORT: 'udp://10.0.0.1:53' });
    expect(settings).toMatchObject({ DB_PORT: 5432, PORT: 5140 });
    expect(sources.DB_PORT).toBe('default');
    expect(problemsOf({ DB_PORT: 'tcp:5432' })).toHaveLength(1);
  });

  it('counts an empty environment variable as not set', () => {
    expect(load({ PORT: '', SETTINGS_FILE: '' }).settings.PORT).toBe(5140);
  });

  it('reads a secret from a file without the line end', () => {
    const { settings, sources } = load({ DB_PASSWORD_FILE: write('password', 'päss word\n') });
    expect(settings.DB_PASSWORD).toBe('päss word');
    expect(sources.DB_PASSWORD).toBe('secret file');
  });

  it('reports every bad value at once with name, value and range', () => {
    const file = write('bad.yaml', 'VISION_QUEUE_LIMIT: many\nHOTS: x\n__proto__: 1\n');
    expect(problemsOf({ PORT: '99999', DB_TYPE: 'mysql', THUMBNAIL_SIDES: '64,x' }, file)).toEqual([
      `"HOTS" (settings file ${file}) is no setting; did you mean HOST?`,
      `"__proto__" (settings file ${file}) is no setting`,
      'PORT = "99999" (environment): must be a whole number 0..65535',
      'DB_TYPE = "mysql" (environment): must be one of pglite, postgres, oracle',
      'VISION_QUEUE_LIMIT = "many" (settings file): must be a whole number 1..10000',
      'THUMBNAIL_SIDES = "64,x" (environment): must be 1 to 8 whole numbers 16..1024, separated by commas',
    ]);
  });

  it('never shows a bad secret', () => {
    const secret = `s3cret\u0007`;
    const problems = problemsOf({ DB_PASSWORD_FILE: write('rubbish', secret) });
    expect(problems).toEqual(['DB_PASSWORD_FILE = (hidden) (environment): must be text of 1..1024 characters']);
  });

  it('refuses a secret given twice, a secret file that is missing or empty, and one setting under two names', () => {
    expect(problemsOf({ DB_PASSWORD: 'a', DB_PASSWORD_FILE: write('twice', 'b') })).toEqual([
      'DB_PASSWORD and DB_PASSWORD_FILE (environment) mean the same: give one of them',
    ]);
    expect(problemsOf({ DB_PASSWORD_FILE: '/nowhere' })[0]).toMatch(
      /^DB_PASSWORD_FILE = \/nowhere \(environment\): cannot be read: ENOENT/,
    );
    const empty = write('empty', '\n');
    expect(problemsOf({ ENCRYPTION_KEYS_FILE: empty, ADMIN_KEY_FILE: empty })).toEqual([
      `ADMIN_KEY_FILE = ${empty} (environment): is empty`,
      `ENCRYPTION_KEYS_FILE = ${empty} (environment): is empty`,
    ]);
    expect(problemsOf({ MAX_CANDIDATE_IN_RESPONSE: '3', MAX_CANDIDATES_IN_RESPONSE: '4' })).toHaveLength(1);
  });

  it('refuses image sides that contradict each other', () => {
    expect(problemsOf({ MIN_IMAGE_SIDE: '1000', MAX_IMAGE_SIDE: '500' })).toEqual([
      'MIN_IMAGE_SIDE = 1000: must not be above MAX_IMAGE_SIDE = 500',
    ]);
  });

  it.each([
    'hooks.example.com',
    'ftp://hooks.example.com',
    'https://a.test, hooks',
    'https://me:secret@a.test',
    'https://a.test/?x=1',
    'https://a.test/#x',
  ])('refuses %s as URLs of webhooks, without showing it', (urls) => {
    const [problem = '', ...others] = problemsOf({ WEBHOOK_ALLOWED_URLS: urls });
    expect(others).toEqual([]);
    expect(problem).toMatch(/^WEBHOOK_ALLOWED_URLS: must be http or https URLs/);
    expect(problem).not.toContain('secret');
  });

  it.each(['proxy.test', '10.0.0.0/33', 'fd00::/129', '10.0.0.1/8/8', '10.0.0.0/', 'fe80::1%eth0'])(
    'refuses %s as a trusted proxy',
    (word) => {
      expect(problemsOf({ TRUSTED_PROXIES: `10.0.0.0/8, ${word}, fd00::1` })).toEqual([
        `TRUSTED_PROXIES = ${word}: must be addresses or networks such as 10.0.0.0/8`,
      ]);
    },
  );

  it('refuses an engine that the database cannot carry', () => {
    expect(problemsOf({ GALLERY_ENGINE: 'pgvector', DB_TYPE: 'oracle' })).toEqual([
      'GALLERY_ENGINE = pgvector: needs DB_TYPE postgres or pglite; with oracle it must be memory',
    ]);
    expect(problemsOf({ GALLERY_ENGINE: 'pgvector' })).toEqual([]);
  });

  it.each([
    ['a list', '- PORT\n', 'must hold NAME: value lines'],
    ['broken text', 'PORT: [1\n', 'is neither YAML nor JSON'],
    ['a name given twice', 'PORT: 1\nPORT: 2\n', 'is neither YAML nor JSON'],
  ])('refuses a settings file that is %s', (_, text, message) => {
    expect(problemsOf({}, write('broken.yaml', text))[0]).toContain(message);
  });

  it('refuses a missing settings file and takes an empty one', () => {
    expect(problemsOf({}, 'nowhere.yaml')[0]).toMatch(/nowhere\.yaml cannot be read/);
    expect(problemsOf({}, write('empty.yaml', '# nothing\n'))).toEqual([]);
  });

  it.each(['5140b', '5140 b', '5140B', '5140kb'])('takes no unit where none is meant: PORT=%s', (text) => {
    expect(problemsOf({ PORT: text })).toHaveLength(1);
  });

  it('takes exactly the whole numbers of the range, whatever text it is given', () => {
    const anything = fc.oneof(fc.string(), fc.integer({ min: -10, max: 70_000 }).map(String), fc.double().map(String));
    fc.assert(
      fc.property(anything, (text) => {
        const valid = /^\s*[+-]?\d{1,15}\s*$/.test(text) && Number(text) >= 0 && Number(text) <= 65_535;
        if (text === '') return;
        const problems = problemsOf({ PORT: text });
        expect(problems).toHaveLength(valid ? 0 : 1);
        if (valid) expect(load({ PORT: text }).settings.PORT).toBe(Number(text));
      }),
    );
  });

  it('fails with SettingsError only, whatever the settings file holds', () => {
    fc.assert(
      fc.property(fc.json(), fc.string(), (json, text) => {
        problemsOf({}, write('any.yaml', json));
        problemsOf({}, write('any.yaml', text));
      }),
    );
  });
});

it.each([
  [{}, 'files'],
  [{ DB_TYPE: 'postgres' }, 'database'],
  [{ DB_DSN: 'luna:luna@127.0.0.1/x' }, 'database'],
  [{ DB_TYPE: 'oracle' }, 'database'],
  [{ DB_TYPE: 'postgres', PORTRAIT_STORE: 'files' }, 'files'],
])('portraits are by default where all nodes reach them: %j', (environment, expected) => {
  expect(loadSettings({ environment, workingDirectory: '/' }).settings.PORTRAIT_STORE).toBe(expected);
});
