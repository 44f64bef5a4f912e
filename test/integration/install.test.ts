import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testModels } from '../support/models.ts';
import { needs } from '../support/run/needs.ts';
import { deadLinks } from './support/deadLinks.ts';
import { fetchNodes, NO_REGISTRY, nodeFolderIn } from './support/fetchNodes.ts';
import { copyCheckout, type Started, shellOf, startProgram } from './support/installWays.ts';
import { packedTarball } from './support/packedTarball.ts';

/** The versions that package.json promises. */
const VERSIONS = [20, 22, 24];
/** npm does the same work on each version, minutes of it: this one installs, and all of them use what it installed. */
const OLDEST = 20;
const TOO_OLD = 18;
/** A user that owns nothing. */
const STRANGER = 54_321;
const NO_FACE = 4003;

const folder = mkdtempSync(join(tmpdir(), 'luna-install-'));
// The service user passes through it.
chmodSync(folder, 0o755);
const home = join(folder, 'home');
const data = join(folder, 'data');
mkdirSync(home);
// Several installations are a hundred thousand files.
afterAll(() => rmSync(folder, { recursive: true, force: true }), 600_000);

const nodeFolder = (version: number) => nodeFolderIn(folder, version);
const hasNode = await fetchNodes(folder, [TOO_OLD, ...VERSIONS]);

function npm(nodeBin: string, args: readonly string[], cwd: string, settings: Record<string, string> = {}): Started {
  return startProgram('npm', args, { cwd, env: { ...shellOf(nodeBin, home), ...settings } });
}

/**
 * All that npm said; an installation says nothing of engines and of settings that it does not know. A global one says that
 * pglite-pgvector names an older PGlite as its peer: no version of it names ours, and only a project can override that.
 */
async function installed(started: Started, refused = /EBADENGINE|Unknown|ERESOLVE|npm error/): Promise<void> {
  const { code, stderr } = await started.ended;
  expect(stderr).not.toMatch(refused);
  expect(code).toBe(0);
}

/** npm on this version finds nothing wrong with what is installed, and the packages' install scripts run. */
async function suits(version: number, project: string): Promise<void> {
  // It has installed them, and run these scripts.
  if (version === OLDEST) return;
  await installed(npm(nodeFolder(version), ['ci', '--dry-run'], project));
  await installed(npm(nodeFolder(version), ['rebuild'], project));
}

/** Waits for the ready line, ends what was started (and not what it started), and waits for the server's own end. */
async function servesUntilTerminated(
  { child, firstLine, ended }: Started,
  use: (url: string) => Promise<void> = async () => {},
): Promise<string> {
  const line = await firstLine;
  if (line === undefined) expect.unreachable(`ended before it was ready: ${(await ended).stderr}`);
  const url = /http:\/\/[^ ]+/.exec(line)?.[0] ?? '';
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  await use(url);
  child.kill('SIGTERM');
  expect((await ended).stderr).toContain('"msg":"closed"');
  return line;
}

/** A picture that a process of its own decodes, which an installation has to find and start. */
async function decodesTiff(url: string): Promise<void> {
  const body = JSON.stringify({ organization_name: 'Tiff', email: 'tiff@example.com', password: 'installed-one' });
  const json = { 'Content-Type': 'application/json' };
  const account = await fetch(`${url}/4/accounts`, { method: 'POST', headers: json, body });
  const { token } = (await account.json()) as { token: string };
  const tiff = await sharp({ create: { width: 120, height: 120, channels: 3, background: '#808080' } })
    .tiff()
    .toBuffer();
  const headers = { 'X-Auth-Token': token, 'Content-Type': 'image/tiff' };
  const answer = await fetch(`${url}/4/storage/descriptors`, { method: 'POST', headers, body: new Uint8Array(tiff) });
  expect(await answer.json()).toMatchObject({ error_code: NO_FACE });
}

describe('installed', { ...needs(hasNode, NO_REGISTRY), timeout: 900_000 }, () => {
  let tarball: string;
  let settings: Record<string, string>;

  beforeAll(async () => {
    tarball = await packedTarball();
    settings = { PORT: '0', VISION_WORKERS: '1', DATA_DIR: data, MODELS_DIR: (await testModels()).root };
  }, 600_000);

  describe('from the tarball in an empty folder', () => {
    const project = join(folder, 'project');

    beforeAll(async () => {
      mkdirSync(project);
      await installed(npm(nodeFolder(OLDEST), ['install', tarball], project));
    });

    it.each(VERSIONS)('served by npx on Node.js %i', async (version) => {
      await suits(version, project);
      const env = { ...shellOf(nodeFolder(version), home), DATA_DIR: data };
      const shown = await startProgram('npx', ['luna-backport3', 'settings', '--json'], { cwd: project, env }).ended;
      expect(JSON.parse(shown.stdout).MODELS_DIR.value).toBe(join(data, 'models'));
      await servesUntilTerminated(
        startProgram('npx', ['luna-backport3', 'serve'], { cwd: project, env: { ...env, ...settings } }),
      );
    });

    it('says one line to a Node.js that is too old', async () => {
      const dry = await npm(nodeFolder(TOO_OLD), ['ci', '--dry-run'], project).ended;
      expect(dry.stderr).toContain('EBADENGINE');
      const program = join(project, 'node_modules/luna-backport3/bin/luna-backport3.js');
      const { code, stdout, stderr } = await startProgram(join(nodeFolder(TOO_OLD), 'node'), [program, 'serve'], {})
        .ended;
      expect(stderr).toMatch(/^luna-backport3 needs Node\.js 20\.19 or newer; this is 18\.\d+\.\d+\n$/);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    });

    it('brings what its pages link to', () => {
      expect(deadLinks(join(project, 'node_modules/luna-backport3'))).toEqual([]);
    });
  });

  describe('globally', () => {
    const prefix = join(folder, 'global');
    const models = join(folder, 'models');

    beforeAll(async () => {
      await installed(
        npm(nodeFolder(OLDEST), ['install', '--global', '--prefix', prefix, tarball], folder),
        /EBADENGINE|Unknown|npm error/,
      );
      cpSync(settings.MODELS_DIR ?? '', models, { recursive: true });
    });
    afterAll(() => rmSync(prefix, { recursive: true, force: true }));

    it.each(VERSIONS)(
      'served on Node.js %i by a user who owns the data directory alone and has no home',
      async (version) => {
        const own = join(folder, `stranger-${version}`);
        mkdirSync(own);
        renameSync(models, join(own, 'models'));
        const user = process.getuid?.() === 0 ? { uid: STRANGER, gid: STRANGER } : {};
        if ('uid' in user) giveAll(own, STRANGER);
        const server = startProgram(join(prefix, 'bin', 'luna-backport3'), ['serve'], {
          cwd: '/',
          env: { PATH: `${nodeFolder(version)}:/usr/bin:/bin`, PORT: '0', VISION_WORKERS: '1', DATA_DIR: own },
          ...user,
        });
        expect(await servesUntilTerminated(server, decodesTiff)).toContain(`models fr+ in ${join(own, 'models')}`);
        renameSync(join(own, 'models'), models);
      },
    );
  });

  describe('in a checkout', () => {
    const checkout = join(folder, 'checkout');
    const oldest = nodeFolder(OLDEST);

    beforeAll(() => copyCheckout(checkout));

    describe.each(['ci', 'prune --omit=dev', 'ci --omit=dev'])('after npm %s', (way) => {
      const hasCompilers = !way.includes('--omit=dev');

      beforeAll(async () => {
        await installed(npm(oldest, way.split(' '), checkout));
        expect(existsSync(join(checkout, 'node_modules', 'typescript'))).toBe(hasCompilers);
      });

      it.each(VERSIONS)('served by npm start on Node.js %i', async (version) => {
        const node = nodeFolder(version);
        // The other ways leave some of these packages out, and bring no others.
        if (hasCompilers) await suits(version, checkout);
        if (hasCompilers && version !== OLDEST) {
          rmSync(join(checkout, 'dist'), { recursive: true });
          await installed(npm(node, ['run', 'prepare'], checkout));
        }
        // `--silent`: npm prints what it runs before the server's own line.
        await servesUntilTerminated(npm(node, ['start', '--silent'], checkout, settings));
      });
    });

    it('installed without the compilers and without what they make, says what is missing', async () => {
      rmSync(join(checkout, 'dist'), { recursive: true, force: true });
      // The packages are there from `ci --omit=dev`: npm looks, and runs the same scripts.
      const refused = await npm(oldest, ['install', '--omit=dev'], checkout).ended;
      expect(refused.code).toBe(1);
      expect(refused.stderr).toContain('luna-backport3: dist is not of these sources');
    });
  });
});

function giveAll(path: string, user: number): void {
  chownSync(path, user, user);
  for (const each of readdirSync(path, { recursive: true, encoding: 'utf8' })) chownSync(join(path, each), user, user);
}
