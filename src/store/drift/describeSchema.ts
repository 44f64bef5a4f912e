import type { IndexRow, KeyRow, StoreContext } from '../ports/dialect.ts';
import type { SchemaDescription } from './schemaDescription.ts';

/** Tables as they are found, with what only the comparison needs. */
export interface FoundSchema {
  readonly tables: SchemaDescription;
  /** `table.column` of columns without which no row can be written. */
  readonly demanded: ReadonlySet<string>;
}

const KINDS: Readonly<Record<KeyRow['kind'], string>> = { P: 'primary key', U: 'unique', R: 'foreign key' };

type Mutable = Record<'columns' | 'keys' | 'indexes', Record<string, string>>;

/** Reads the catalogue of the database: every table of the schema that the service uses. */
export async function describeSchema({ db, dialect }: StoreContext): Promise<FoundSchema> {
  const { catalog } = dialect;
  const tables: Record<string, Mutable> = {};
  const demanded = new Set<string>();
  for (const column of (await catalog.columns.execute(db)).rows) {
    const [table, name] = [column.table_name.toLowerCase(), column.column_name.toLowerCase()];
    tables[table] ??= { columns: {}, keys: {}, indexes: {} };
    tables[table].columns[name] = `${catalog.typeOf(column)}${column.nullable === 1 ? '' : ' not null'}`;
    if (column.nullable !== 1 && column.filled !== 1) demanded.add(`${table}.${name}`);
  }
  for (const [name, rows] of grouped((await catalog.keys.execute(db)).rows, ({ key_name }) => key_name)) {
    const table = tables[rows[0].table_name.toLowerCase()];
    if (table) table.keys[name] = describeKey(rows);
  }
  for (const [name, rows] of grouped((await catalog.indexes.execute(db)).rows, ({ index_name }) => index_name)) {
    const table = tables[rows[0].table_name.toLowerCase()];
    const index = describeIndex(rows);
    // The index that a key stands on has the key's name or one that the database made up.
    if (table && !Object.values(table.keys).some((key) => index.endsWith(key.replace(/^(primary key|unique) /, '')))) {
      table.indexes[name] = index;
    }
  }
  return { tables, demanded };
}

function describeKey(rows: Rows<KeyRow>): string {
  const { kind, target, cascades } = rows[0];
  const references = target === null ? '' : ` references ${target.toLowerCase()}`;
  return `${KINDS[kind]} ${columnsOf(rows)}${references}${cascades === 1 ? ' on delete cascade' : ''}`;
}

function describeIndex(rows: Rows<IndexRow>): string {
  return `${rows[0].is_unique === 1 ? 'unique ' : ''}${columnsOf(rows)}`;
}

function columnsOf(rows: readonly { readonly column_name: string }[]): string {
  return `(${rows.map(({ column_name }) => column_name.toLowerCase()).join(', ')})`;
}

type Rows<Row> = readonly [Row, ...Row[]];

/** Rows of one table and one name; each table has names of its own. */
function* grouped<Row extends { readonly table_name: string }>(
  rows: readonly Row[],
  nameOf: (row: Row) => string,
): Generator<[name: string, rows: Rows<Row>]> {
  const groups = new Map<string, [Row, ...Row[]]>();
  for (const row of rows) {
    const key = `${row.table_name}.${nameOf(row)}`;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  for (const group of groups.values()) yield [nameOf(group[0]).toLowerCase(), group];
}
