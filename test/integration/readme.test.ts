import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testModels } from '../support/models.ts';
import { type Serving, serve } from './support/commandLine.ts';

const folder = mkdtempSync(join(tmpdir(), 'luna-readme-'));
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

/** The shell blocks of the README's tour, in order. */
function tourBlocks(): string[] {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const tour = /## A tour with curl\n(.*?)\n## /s.exec(readme)?.[1] ?? '';
  return [...tour.matchAll(/```sh\n(.*?)```/gs)].map(([, block]) => block ?? '');
}

const hasCurl = spawnSync('curl', ['--version']).status === 0;

// A bare Debian has no curl; the machine that releases does.
it.runIf(hasCurl)('the tour works as printed, with only its address and photo folder changed', () => {
  const blocks = tourBlocks();
  expect(blocks.length).toBeGreaterThan(5);
  const script = blocks
    .join('\necho "=== next block"\n')
    .replace('http://127.0.0.1:5140', server.url)
    .replace('PHOTOS=.cache/models/samples', `PHOTOS=${photos}`);
  // Without --norc bash reads the machine's start file where it takes its standard input for a remote shell's.
  const { status, stdout, stderr } = spawnSync('bash', ['--norc', '-euo', 'pipefail', '-c', script], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(stdout).not.toContain('error_code');

  const [token, photo, ids, list, identified, compared, searched, handled] = stdout.split('=== next block\n');
  expect(token).toMatch(/^[0-9a-f-]{36}\n$/);
  expect(JSON.parse(photo ?? '').faces).toHaveLength(3);
  expect(ids?.trim().split('\n')).toHaveLength(3);
  expect(JSON.parse(list ?? '').count).toBe(3);
  const best = (identified ?? '')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).candidates[0].similarity);
  // One of the three is among the guests, the other two are not.
  expect(best.filter((similarity: number) => similarity >= 0.9)).toHaveLength(1);
  const [matched, verified] = (compared ?? '')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).candidates);
  expect(matched).toHaveLength(3);
  expect(verified[0].similarity).toBe(matched[0].similarity);
  expect(JSON.parse(searched ?? '').candidates[0].person_id).toBe(verified[0].person_id);
  expect(JSON.parse(handled ?? '').candidates[0].person_id).toBe(verified[0].person_id);
  for (const name of ['portrait.jpg', 'thumbnail.jpg']) expect(statSync(join(folder, name)).size).toBeGreaterThan(500);
});
