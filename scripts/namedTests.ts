import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const sources = new Map<string, string>();

/** Whether the file of tests, named from the root of the repository, is there and has one with this title as its source writes it. */
export function isTest(path: string, title: string): boolean {
  const file = join(ROOT, path);
  if (!sources.has(file)) sources.set(file, existsSync(file) ? readFileSync(file, 'utf8') : '');
  return ["'", '"', '`'].some((quote) => sources.get(file)?.includes(`${quote}${title}${quote}`));
}
