import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hasChromium, NO_CHROMIUM, startBrowser } from '../acceptance/support/browser.ts';
import { freePort } from '../support/freePort.ts';
import { testModels } from '../support/models.ts';
import { needs } from '../support/run/needs.ts';
import { type Serving, serve } from './support/commandLine.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CLIENT = join(ROOT, 'client');
const ADMIN_KEY = 'a-key-for-this-test-only';
const folder = mkdtempSync(join(tmpdir(), 'luna-client-'));
const built = join(folder, 'dist');
let server: Serving;
let photos: string;
let adminUrl: string;

beforeAll(async () => {
  photos = (await testModels()).pathOf('samples');
  const ADMIN_PORT = String(await freePort());
  adminUrl = `http://127.0.0.1:${ADMIN_PORT}`;
  const compiled = spawnSync('npx', ['--no-install', 'tsc', '-p', CLIENT, '--outDir', built], { encoding: 'utf8' });
  expect(compiled, compiled.stdout).toMatchObject({ status: 0 });
  server = await serve({ DATA_DIR: join(folder, 'data'), ADMIN_KEY, ADMIN_PORT });
});
afterAll(async () => {
  await server?.end('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

const printed = (page: string, program: string) =>
  readFileSync(join(CLIENT, page), 'utf8')
    .split('\n')
    .filter((line) => line.includes(program));

it('[issue 12 §7] the printed example runs with the printed photos', () => {
  const [command = ''] = printed('README.md', 'npx tsx client/example.ts');
  const local = command.replace('http://127.0.0.1:5140', server.url).replaceAll('.cache/models/samples', photos);
  const { status, stdout, stderr } = spawnSync('sh', ['-c', local], { cwd: ROOT, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const shown = /```\n(guest 1[^`]*)```/.exec(readFileSync(join(CLIENT, 'README.md'), 'utf8'))?.[1] ?? '';
  expect(forms(stdout)).toEqual(forms(shown));
});

/** Lines with their figures left out: they may differ in the last digits from machine to machine. */
const forms = (text: string) => text.trim().replaceAll(/\d+\.\d+|\d+ bytes/g, '…');

it('[issue 12 §7] the package imports nothing of Node.js, so that browsers and Deno can run it', () => {
  const sources = readdirSync(built).filter((name) => name.endsWith('.js'));
  expect(sources).toContain('client.js');
  const imported = sources.flatMap((name) =>
    [...readFileSync(join(built, name), 'utf8').matchAll(/(?:from|import)\s*\(?['"]([^'"]+)['"]/g)].map(
      ([, from]) => from ?? '',
    ),
  );
  expect(imported.filter((from) => !/^\.\/\w+\.js$/.test(from))).toEqual(['openapi-fetch']);
  expect(
    sources.filter((name) => /\b(process|Buffer|require)\b/.test(readFileSync(join(built, name), 'utf8'))),
  ).toEqual([]);
});

it('[issue 12 §7] the package runs in a browser as ES modules', needs(hasChromium, NO_CHROMIUM), async () => {
  const openapiFetch = createRequire(import.meta.url)
    .resolve('openapi-fetch')
    .replace(/index\.\w+$/, 'index.mjs');
  const browser = await startBrowser();
  try {
    const page = await browser.newPage();
    const files: Readonly<Record<string, string>> = { 'openapi-fetch.js': openapiFetch };
    await page.route('**/client-package/**', (route) => {
      const name = new URL(route.request().url()).pathname.split('/').at(-1) ?? '';
      if (name !== 'page')
        return route.fulfill({ path: files[name] ?? join(built, name), contentType: 'text/javascript' });
      const map = '{"imports":{"openapi-fetch":"/client-package/openapi-fetch.js"}}';
      return route.fulfill({ body: `<script type="importmap">${map}</script>`, contentType: 'text/html' });
    });
    await page.route('**/photo.jpg', (route) => route.fulfill({ path: join(photos, 'sample3.jpg') }));
    await page.goto(`${server.url}/client-package/page`);
    expect(await page.evaluate(IN_BROWSER)).toEqual({
      faces: 3,
      portrait: 'image/jpeg',
      error: '404 22007',
      gone: true,
    });
  } finally {
    await browser.close();
  }
});

const IN_BROWSER = `(async () => {
  const { createLunaClient, LunaError, picture, unwrap } = await import('/client-package/client.js');
  const body = { organization_name: 'Browser', email: 'browser@example.com', password: 'secret-word' };
  const { token } = await unwrap(createLunaClient(location.origin).POST('/4/accounts', { body }));
  const luna = createLunaClient(location.origin, { token });
  const photo = await (await fetch('/photo.jpg')).blob();
  const { faces } = await unwrap(luna.POST('/4/storage/descriptors', picture(photo)));
  const at = { params: { path: { portrait: faces[0].id } } };
  const portrait = await unwrap(luna.GET('/4/storage/portraits/{portrait}', at));
  const { person_id } = await unwrap(luna.POST('/4/storage/persons', { body: {} }));
  const person = { params: { path: { person_id } } };
  const gone = (await unwrap(luna.DELETE('/4/storage/persons/{person_id}', person))) === undefined;
  const error = await unwrap(luna.GET('/4/storage/persons/{person_id}', person)).catch((thrown) => thrown);
  return { faces: faces.length, portrait: portrait.type, gone,
    error: error instanceof LunaError ? error.status + ' ' + error.code : String(error) };
})()`;

const hasPython = spawnSync('python3', ['-c', 'import requests']).status === 0;

it(
  '[issue 12 §7] the examples in Python register, enrol, search, verify and erase',
  needs(hasPython, 'there is no python3 with requests'),
  () => {
    const python = (env: Readonly<Record<string, string>>, ...args: readonly string[]) => {
      const { status, stdout, stderr } = spawnSync('python3', ['-B', ...args], {
        cwd: join(CLIENT, 'python'),
        encoding: 'utf8',
        env: { PATH: process.env.PATH, HOME: process.env.HOME, LUNA_URL: server.url, ...env },
      });
      expect({ status, stderr: stderr.split('\n').slice(-3) }).toEqual({ status: 0, stderr: [''] });
      return stdout.trim();
    };
    const email = 'python@example.com';
    const env = { LUNA_TOKEN: python({}, 'register.py', email, 'secret-word') };
    const [list = '', ...persons] = python(env, 'enrol.py', join(photos, 'sample3.jpg'))
      .split('\n')
      .map((line) => line.split(' ')[1] ?? '');
    expect(persons).toHaveLength(3);

    const found = python(env, 'search.py', list, join(photos, 'sample1.jpg')).split('\n');
    const known = found.flatMap((line) => /^0\.9\d+ guest (\d)$/.exec(line)?.[1] ?? []).map(Number);
    expect({ lines: found.length, known: known.length }).toEqual({ lines: 3, known: 1 });
    const person = persons[(known[0] ?? 0) - 1] ?? '';
    expect(python(env, 'verify.py', person, join(photos, 'sample1.jpg'))).toMatch(/^0\.9\d+ the same person$/);

    const admin = { ADMIN_KEY, ADMIN_URL: adminUrl };
    expect(JSON.parse(python(admin, 'erase.py', email, person))).toMatchObject({
      erased: { persons: 1, descriptors: 1, portraits: 1 },
      pending_portraits: 0,
    });
    const again = spawnSync('python3', ['-B', 'erase.py', email, person], {
      cwd: join(CLIENT, 'python'),
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...admin },
    });
    expect(again.status).toBe(1);
  },
);
