import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testModels } from '../support/models.ts';
import { run, type Serving, serve } from './support/commandLine.ts';

const PAGE = fileURLToPath(new URL('../../docs/api.md', import.meta.url));
const page = readFileSync(PAGE, 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'luna-api-page-'));
let server: Serving;
let photos: string;

beforeAll(async () => {
  photos = (await testModels()).pathOf('samples');
  server = await serve({ DATA_DIR: join(folder, 'data') });
});
afterAll(async () => {
  await server.end('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

const blocks = [...page.matchAll(/```sh\n(.*?)```/gs)].map(([, block]) => block ?? '');
const OWN_COMMAND = /^COMPATIBILITY=lp3 luna-backport3 settings$/m;
const hasCurl = spawnSync('curl', ['--version']).status === 0;

// A bare Debian has no curl; the machine that releases does.
it.runIf(hasCurl)('every curl command works as printed, with only its address and photo changed', () => {
  const asked = blocks.filter((block) => !OWN_COMMAND.test(block));
  const script = asked
    .join('\necho "=== next block"\n')
    .replace('http://127.0.0.1:5140', server.url)
    .replace('.cache/models/samples', photos);
  const { status, stdout, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', script], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const [version, account, verified, unknown, more] = stdout.split('=== next block\n');
  expect(JSON.parse(version ?? '')).toHaveProperty('luna-backport3');
  expect(JSON.parse(account ?? '')).toMatchObject({ organization_name: 'Doors', suspended: false });
  expect(JSON.parse(verified ?? '').candidates).toMatchObject([{ similarity: 1, user_data: 'guest' }]);
  expect(JSON.parse(unknown ?? '')).toMatchObject({ error_code: 22007, detail: 'Person not found' });
  expect(more).toMatch(/^\{"candidates":\[\{"similarity":1,.*\}\]\}\{"count_persons":1,"count_descriptors":\d,/);
});

it('the settings command works as printed', async () => {
  expect(blocks.some((block) => OWN_COMMAND.test(block))).toBe(true);
  const { code, stdout } = await run(['settings'], { COMPATIBILITY: 'lp3' });
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^COMPATIBILITY +lp3 +environment$/m) });
});

const pages = readdirSync(join(PAGE, '..')).filter((name) => name.endsWith('.md'));

it.each(pages)('every link of docs/%s leads to a file', (name) => {
  const text = readFileSync(join(PAGE, '..', name), 'utf8');
  const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link]) => link ?? '');
  expect(links.filter((link) => !existsSync(join(PAGE, '..', link)))).toEqual([]);
});
