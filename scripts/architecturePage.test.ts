import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const page = read('ARCHITECTURE.md');

interface Rule {
  readonly name: string;
  readonly comment?: string;
}

test('the table of rooms says what the checked rules say', () => {
  const { forbidden }: { readonly forbidden: readonly Rule[] } = createRequire(import.meta.url)(
    '../.dependency-cruiser.cjs',
  );
  const checked = forbidden.flatMap(({ comment = '' }) => {
    const [, room = '', imports = ''] = /^src\/(\w+) may import (.*)$/.exec(comment) ?? [];
    // Those two put the others together, which their rows say in words.
    return room === '' || room === 'app' || room === 'cli'
      ? []
      : [[room, imports === 'no other room' ? [] : imports.split(', ')]];
  });
  const written = [...page.matchAll(/^\| \[`(\w+)\/`\].* \| ([^|]*) \|$/gm)]
    .map(([, room = '', imports = '']) => [room, [...imports.matchAll(/`(\w+)`/g)].map(([, name]) => name)])
    .filter(([room]) => room !== 'app');
  expect(written.sort()).toEqual(checked.sort());
});

test('every dependency has its reason', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
  const reasons = page.slice(page.indexOf('## Dependencies'), page.indexOf('## Tests'));
  const unnamed = Object.keys({ ...dependencies, ...devDependencies }).filter(
    (name) =>
      !name.startsWith('@types/') &&
      !reasons.includes(`\`${name}\``) &&
      !reasons.includes(`\`${name.split('/')[0]}/*\``),
  );
  expect(unnamed).toEqual([]);
});
