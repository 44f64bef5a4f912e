import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(ROOT, 'docs/logs.md'), 'utf8');

interface Line {
  readonly level: string;
  /** As the page writes it: inserted values are `…`. */
  readonly message: string;
}

/** Each `log.level(…, 'message')` in the source. */
function linesOf(text: string): readonly Line[] {
  return [...text.matchAll(/\b#?log\.(fatal|error|warn|info|debug|trace)\(/g)].map((call) => {
    const [, level = ''] = call;
    const start = call.index + call[0].length;
    const [, quoted, template] =
      /^[^;]*?(?:'((?:database|gallery|[a-z])[^']*)'|`([^`]*)`),?\s*\)/s.exec(text.slice(start, start + 1000)) ?? [];
    return { level, message: (quoted ?? template ?? '').replace(/\$\{[^}]*\}/g, '…') };
  });
}

const lines = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .flatMap((name) => linesOf(readFileSync(join(ROOT, 'src', name), 'utf8')));

/** Rows of the tables whose first cell is a message. */
const rows = page.split('\n').flatMap((row) => {
  const [, message, level] = /^\| `([^`]+)` \| ((?:fatal|error|warn|info|debug)\b[^|]*) \|/.exec(row) ?? [];
  return message === undefined || level === undefined ? [] : [{ message, level }];
});

/** Written by no `log.level('message')` of ours: the level depends on the event, or fastify writes the line. */
const INDIRECT = new Set(['database hosts: …', 'the API listens at …', 'the admin API listens at …']);

it('finds the lines', () => {
  expect(lines.length).toBeGreaterThan(40);
  expect(lines.filter(({ message }) => message === '')).toEqual([]);
});

it('every line of the source is in docs/logs.md, with its level', () => {
  const missing = lines.filter(
    (line) => !rows.some((row) => row.message === line.message && row.level.includes(line.level)),
  );
  expect(missing).toEqual([]);
});

it('docs/logs.md has no line that nothing writes', () => {
  const stale = rows.filter((row) => !INDIRECT.has(row.message) && !lines.some((line) => line.message === row.message));
  expect(stale).toEqual([]);
});
