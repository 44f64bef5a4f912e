import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { transformSync } from 'esbuild';

const made = new Map<string, URL>();

/**
 * A thread of the tests as JavaScript, made once: one that had to load the compiler of sources first would take ten times as long.
 * @param compiled the folder, as URL, where modules of `src` that it imports are compiled
 */
export function compiledThread(entry: URL, compiled: string): URL {
  const known = made.get(entry.href);
  if (known) return known;
  const { code } = transformSync(readFileSync(entry, 'utf8'), { loader: 'ts', format: 'esm' });
  const folder = mkdtempSync(join(tmpdir(), 'luna-thread-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'thread.mjs');
  writeFileSync(path, code.replaceAll(/"(?:\.\.\/)+src\/([^"]+)\.ts"/g, `"${compiled}$1.js"`));
  const url = pathToFileURL(path);
  made.set(entry.href, url);
  return url;
}
