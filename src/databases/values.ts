import { UnstorableText } from '../domain/errors.ts';
import type { Timestamp } from '../domain/time.ts';

/** NUL, or half of a surrogate pair: Postgres refuses the first, and UTF-8 encoders replace the second in silence. */
const UNSTORABLE = /[\0\p{Surrogate}]/u;

/** @throws UnstorableText rather than storing something else than what was given */
export function requireStorable(parameters: readonly unknown[]): void {
  for (const parameter of parameters) {
    if (typeof parameter === 'string' && UNSTORABLE.test(parameter)) throw new UnstorableText();
  }
}

const TIMESTAMP = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?$/;

/** Text of a Postgres TIMESTAMP in DateStyle ISO, which leaves out trailing zeros. */
export function parseTimestamp(text: string): Timestamp {
  const [, day, time, fraction = ''] = TIMESTAMP.exec(text) ?? [];
  if (day === undefined) throw new Error(`unexpected timestamp ${text}: DateStyle of the database must be ISO`);
  return `${day}T${time}.${fraction.padEnd(6, '0')}Z` as Timestamp;
}

/** Text of a Postgres BYTEA, in the form of either `bytea_output`: `\x` begins hex, and no escaped text. */
export function parseBytes(text: string): Uint8Array {
  if (text.startsWith('\\x')) return Buffer.from(text.slice(2), 'hex');
  const bytes = text.replace(/\\(\\|[0-3][0-7]{2})/g, (_, escaped: string) =>
    escaped === '\\' ? '\\' : String.fromCharCode(Number.parseInt(escaped, 8)),
  );
  return Buffer.from(bytes, 'latin1');
}

/** Types of Postgres that do not leave the driver as text. */
export const POSTGRES_PARSERS: ReadonlyMap<number, (text: string) => unknown> = new Map<
  number,
  (text: string) => unknown
>([
  [16, (text) => text === 't'], // bool
  [17, parseBytes], // bytea
  [20, Number], // int8; versions and counts stay far below 2^53
  [21, Number], // int2
  [23, Number], // int4
  [1114, parseTimestamp],
]);
