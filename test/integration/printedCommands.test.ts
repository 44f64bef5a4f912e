import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../support/freePort.ts';
import { testModels } from '../support/models.ts';
import { needs } from '../support/run/needs.ts';
import { answerShape } from './support/answerShape.ts';
import { type Serving, serve } from './support/commandLine.ts';
import { deadLinks } from './support/deadLinks.ts';
import { hasNginx, startNginx } from './support/nginxProxy.ts';
import { documentPages, type Printed, printedBlocks, ROOT } from './support/printedBlocks.ts';
import { ADMIN_KEY, makeFolder, pasteBlocks, SHELLS } from './support/readerOfPages.ts';

const pages = documentPages().map((page) => ({ page, blocks: printedBlocks(page) }));
const isRun = ({ language, reason }: Printed) => language === 'sh' && reason === undefined;
/** Words without any sign mean the same to every shell: one of them is enough. */
const isFor = (shell: string, block: Printed) =>
  isRun(block) && (shell === shells[0] || !/^[\w\s-]+$/.test(block.text));
const runnable = pages.filter(({ blocks }) => blocks.some(isRun));

const folder = mkdtempSync(join(tmpdir(), 'luna-pages-'));
const shells = Object.keys(SHELLS).filter((shell) => spawnSync(shell, ['-c', 'exit 0']).status === 0);
const missingShells = Object.keys(SHELLS).filter((shell) => !shells.includes(shell));
it.each(missingShells)('commands of the pages in %s', needs(false, 'this shell is not installed'), () => undefined);
const hasCurl = spawnSync('curl', ['--version']).status === 0;

it('a fence that is not run says why, and no command hides behind another kind of fence', () => {
  const blocks = pages.flatMap(({ blocks: printed }) => printed);
  const bad = blocks.filter(({ language, reason, text }) =>
    language === 'sh'
      ? reason !== undefined && reason.length < 15
      : /^(\$ |luna-backport3 |npm |npx |curl )/m.test(text),
  );
  expect(bad).toEqual([]);
  const known = ['', 'sh', 'json', 'ts', 'js', 'sql', 'yaml', 'php', 'python'];
  expect(blocks.filter(({ language }) => !known.includes(language))).toEqual([]);
  // An interactive zsh takes a comment for a command.
  expect(blocks.filter(({ language, text }) => language === 'sh' && /^\s*#|\s#\s/m.test(text))).toEqual([]);
});

it('no page has a link to a file or a heading that is not there', () => {
  expect(deadLinks(ROOT)).toEqual([]);
});

describe('every command that can be run works as printed', needs(hasCurl, 'there is no curl'), () => {
  let server: Serving;
  let adminPort: string;
  let photos: string;
  let models: string;

  beforeAll(async () => {
    const found = await testModels();
    photos = found.pathOf('samples');
    models = found.root;
    adminPort = String(await freePort());
    expect(spawnSync('node', ['scripts/build.js', '--if-changed'], { cwd: ROOT }).status).toBe(0);
    server = await serve({
      DATA_DIR: join(folder, 'data'),
      ADMIN_KEY,
      ADMIN_PORT: adminPort,
      WEBHOOK_ALLOWED_URLS: 'https://hooks.example.com/luna',
    });
  });
  afterAll(async () => {
    await server?.end('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  });

  /** What pages say that the reader has: accounts, and for those that name it a list with a person and its descriptor. */
  async function readersVariables(text: string): Promise<Record<string, string>> {
    const post = async (path: string, init: RequestInit): Promise<Record<string, string>> =>
      (await (await fetch(`${server.url}/4${path}`, { method: 'POST', ...init })).json()) as Record<string, string>;
    const account = (email: string) =>
      post('/accounts', {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ organization_name: 'Pages', email, password: 'secret-word' }),
      });
    await account('guests@example.com');
    const { token: OTHER = '' } = await account(`${performance.now()}@example.com`);
    const { token } = await account('someone@example.com');
    // Whom a page has erased is registered anew; on other pages he is there already.
    const basic = `Basic ${btoa('someone@example.com:secret-word')}`;
    const TOKEN = token ?? (await post('/account/tokens', { headers: { authorization: basic } })).token ?? '';
    if (!/\$(LIST|PERSON)\b/.test(text)) return { LUNA: server.url, TOKEN };
    const headers = { 'x-auth-token': TOKEN };
    const photo = {
      headers: { ...headers, 'content-type': 'image/jpeg' },
      body: readFileSync(join(photos, 'sample3.jpg')),
    };
    const face = /"id":"([^"]+)"/.exec(JSON.stringify(await post('/storage/descriptors', photo)))?.[1];
    const { list_id: LIST = '' } = await post('/storage/lists?type=persons', { headers });
    const { person_id: PERSON = '' } = await post('/storage/persons', { headers });
    for (const change of [
      `linked_descriptors?do=attach&descriptor_id=${face}`,
      `linked_lists?do=attach&list_id=${LIST}`,
    ]) {
      await fetch(`${server.url}/4/storage/persons/${PERSON}/${change}`, { method: 'PATCH', headers });
    }
    return { LUNA: server.url, URL: server.url, TOKEN, OTHER, LIST, PERSON };
  }

  const here = (text: string) =>
    text
      .replaceAll('http://127.0.0.1:5140', server.url)
      .replaceAll('http://127.0.0.1:5141', `http://127.0.0.1:${adminPort}`)
      .replaceAll('.cache/models', models);

  it(
    'nginx with the printed configuration passes requests, large photos and addresses on',
    needs(hasNginx, 'nginx or openssl is not installed'),
    async () => {
      const proxy = await startNginx(join(folder, 'nginx'), server.url);
      try {
        const { TOKEN = '' } = await readersVariables('');
        const headers = { 'x-auth-token': TOKEN, 'content-type': 'image/jpeg' };
        const body = readFileSync(join(photos, 'sample3.jpg'));
        const enrolled = await proxy.ask('/4/storage/descriptors', { method: 'POST', headers, body });
        expect(JSON.parse(enrolled.text).faces).toHaveLength(3);
        // The service refuses it, and nginx does not: it is below 64 MB and no picture.
        const large = await proxy.ask('/4/storage/descriptors', {
          method: 'POST',
          headers,
          body: Buffer.alloc(20 << 20),
        });
        expect(large).toMatchObject({ status: 400, text: expect.stringContaining('3001') });
      } finally {
        await proxy.close();
      }
    },
  );

  describe.each(shells)('in %s', (shell) => {
    it.each(runnable.filter(({ blocks }) => blocks.some((block) => isFor(shell, block))))(
      '$page',
      async ({ page, blocks }) => {
        const run = blocks.filter((block) => isFor(shell, block));
        const cwd = makeFolder(mkdtempSync(join(folder, `${shell}-`)));
        const variables = {
          ...(await readersVariables(run.map(({ text }) => text).join())),
          MODELS_DIR: models,
          ADMIN_KEY_FILE: 'admin.key',
          ADMIN_PORT: adminPort,
          // The commands find the running server by it.
          DATA_DIR: join(folder, 'data'),
        };
        const said = await pasteBlocks(
          shell,
          run.map(({ text }) => here(text)),
          cwd,
          variables,
        );
        expect(said).toHaveLength(run.length);
        for (const [index, block] of run.entries()) {
          const next = blocks[blocks.indexOf(block) + 1];
          if (next?.language !== 'json' || !next.follows) continue;
          const printed = answerShape(JSON.parse(next.text));
          expect(answerShape(JSON.parse(said[index] ?? '')), `${page}: ${block.text}`).toEqual(printed);
        }
        expect(said.join('\n')).not.toContain('"error_code":1');
        if (page !== 'README.md') return;
        for (const name of ['portrait.jpg', 'thumbnail.jpg']) {
          expect(readFileSync(join(cwd, name)).subarray(0, 2).toString('hex')).toBe('ffd8');
          expect(statSync(join(cwd, name)).size).toBeGreaterThan(500);
        }
      },
    );
  });
});
