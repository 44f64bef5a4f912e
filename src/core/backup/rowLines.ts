import { type BackedTable, type ColumnKind, columnsOf, type PortableRow } from '../../store/snapshot/backedTables.ts';
import { BackupRefused } from './backupRefused.ts';

const TYPES: Readonly<Record<ColumnKind, string>> = {
  text: 'string',
  time: 'string',
  bytes: 'string',
  number: 'number',
  boolean: 'boolean',
};

/** Rows as lines of JSON; bytes as base64. */
export function toLines(rows: readonly PortableRow[]): Uint8Array {
  const lines = rows.map((row) => {
    const columns = Object.entries(row).map(([name, value]) => [
      name,
      value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
    ]);
    return `${JSON.stringify(Object.fromEntries(columns))}\n`;
  });
  return Buffer.from(lines.join(''));
}

/** @throws BackupRefused when a line is not a row of the table */
export function fromLines(table: BackedTable, bytes: Uint8Array): readonly PortableRow[] {
  const columns = columnsOf(table);
  const lines = Buffer.from(bytes).toString('utf8').split('\n').filter(Boolean);
  return lines.map((line) => {
    const row = Object.entries(JSON.parse(line) as Record<string, unknown>);
    return Object.fromEntries(row.map(([name, value]) => [name, read(table, name, value, columns.get(name))]));
  });
}

function read(table: string, name: string, value: unknown, kind: ColumnKind | undefined): PortableRow[string] {
  if (kind === undefined)
    throw new BackupRefused(`the backup has a column ${table}.${name} that this version does not know`);
  if (value === null) return null;
  if (typeof value !== TYPES[kind]) throw new BackupRefused(`the backup has a ${table}.${name} that is no ${kind}`);
  return kind === 'bytes' ? Buffer.from(value as string, 'base64') : (value as string | number | boolean);
}
