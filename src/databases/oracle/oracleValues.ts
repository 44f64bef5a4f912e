import type { OracleResult } from './oracleClient.ts';
import { holdsBoolean } from './timesAndBooleans.ts';

/** What the driver takes; booleans are numbers since the compiler. */
export function toBind(value: unknown): string | number | Buffer | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  throw new TypeError(`a parameter cannot be a ${typeof value}`);
}

/** Rows by the names of the schema, which are in small letters. */
export function toRows({ rows = [], metaData = [] }: OracleResult): Record<string, unknown>[] {
  const columns = metaData.map(({ name }) => name.toLowerCase());
  return (rows as unknown[][]).map((values) =>
    Object.fromEntries(columns.map((column, index) => [column, toValue(column, values[index])])),
  );
}

function toValue(column: string, value: unknown): unknown {
  if (value instanceof Date) throw new Error(`${column} must leave the database as text: a Date has no microseconds`);
  return holdsBoolean(column) && typeof value === 'number' ? value !== 0 : value;
}
