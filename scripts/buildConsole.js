/** Builds the console to dist/console, unless what is there is of these sources: bundling takes seconds, reading them a hundredth. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What else decides what it is like. */
const BESIDE = ['package-lock.json', 'client/src/client.ts', 'client/src/lunaError.ts', 'client/src/readByType.ts'];

/** @param {string} root of the repository */
export async function buildConsole(root) {
  const inRoot = (/** @type {string} */ path) => join(root, path);
  // In an installed package there is what was built, and no sources.
  if (!existsSync(inRoot('console/index.html'))) return;
  const note = inRoot('dist/console/.sources');
  const hash = hashOfSources(inRoot);
  if (existsSync(note) && readFileSync(note, 'utf8') === hash) return;
  const { build } = await import('vite');
  await build({ configFile: inRoot('console/vite.config.ts'), logLevel: 'warn' });
  writeFileSync(note, hash);
}

/** @param {(path: string) => string} inRoot */
function hashOfSources(inRoot) {
  const sources = readdirSync(inRoot('console'), { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(test\.tsx?|md|tsbuildinfo)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  const hash = createHash('sha256');
  for (const path of [...sources, ...BESIDE.map(inRoot)].sort()) {
    hash
      .update(`${path.slice(inRoot('').length)}\n`)
      .update(readFileSync(path))
      .update('\n');
  }
  return hash.digest('hex');
}
