import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
/** Ways to leave out a test without a word why; `needs` and `skip('…')` have a reason. */
const SILENT = /\b(describe|suite|it|test)\.(skip|skipIf|runIf|todo|only|fails)\b|\bskip\(\)/;

it('no test is left out without a reason', () => {
  const silent = ['src', 'test', 'scripts', 'bench'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('skipReasons.test.ts'))
      .map((name) => join(folder, name))
      .flatMap((path) =>
        readFileSync(join(ROOT, path), 'utf8')
          .split('\n')
          .flatMap((line, index) => (SILENT.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
      ),
  );
  expect(silent).toEqual([]);
});
