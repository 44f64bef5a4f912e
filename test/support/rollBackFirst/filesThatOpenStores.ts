import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const UNDONE = 'src/store/sql/repeatRolledBack.ts';
const IMPORT = /^(?!\s*import type\b).*?(?:\bfrom|\bimport\(?)\s*'(\.[^']+)'/gm;

/**
 * Test files in whose own process a transaction can be undone: what they import reaches the store. The others start servers and
 * commands as children, which know nothing of it; to run them once more would show nothing new.
 */
export function filesThatOpenStores(folder: string): string[] {
  const imports = new Map<string, boolean>();
  function reaches(file: string): boolean {
    const known = imports.get(file);
    if (known !== undefined) return known;
    // A circle adds nothing.
    imports.set(file, false);
    const result = file === UNDONE || importsOf(file).some(reaches);
    imports.set(file, result);
    return result;
  }
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts'));
  return files
    .map((name) => join(folder, name))
    .sort()
    .filter(reaches);
}

function importsOf(file: string): readonly string[] {
  if (!file.endsWith('.ts')) return [];
  const text = readFileSync(file, 'utf8').replaceAll(/\{[^}]*\}/g, (names) => names.replaceAll('\n', ' '));
  return [...text.matchAll(IMPORT)].map(([, path = '']) => join(dirname(file), path));
}
