import type { Section } from './statements.ts';

/** Where a long statement is broken for the reader: before the words that begin a part of it. */
const PART =
  /(?<!^delete) (?=(?:from|inner join|left join|where|order by|offset|fetch first|limit|values|union all|on conflict) )/g;

/** A text that a reviewer reads: each method with its statements and their binds. */
export function printStatements(sections: readonly Section[]): string {
  return sections.map(printSection).join('\n');
}

function printSection({ name, when, statements }: Section): string {
  const title = `-- ${name}${when ? `: ${when}` : ''}`;
  const lines = statements.flatMap(({ sql, binds }) => [
    `${sql.replace(PART, '\n  ')};`,
    ...binds.filter((row) => row.length > 0).map((row) => `-- ${row.map(printBind).join(', ')}`),
  ]);
  return [title, ...lines, ''].join('\n');
}

/** Larger than any number of the cases. */
const LEAST_STAMP = 1e6;

function printBind(bind: unknown): string {
  if (typeof bind === 'number' && bind >= LEAST_STAMP) return '<stamp>';
  if (bind instanceof Uint8Array) return `<${bind.length} bytes>`;
  return JSON.stringify(bind);
}
