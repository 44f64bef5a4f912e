import type { StoreContext } from '../ports/dialect.ts';
import { describeSchema, type FoundSchema } from './describeSchema.ts';
import { EXPECTED_SCHEMA } from './expectedSchema.ts';
import type { SchemaDescription, TableDescription } from './schemaDescription.ts';

/** One way in which the database is not what the migrations make. */
export interface Drift {
  /** One line: what, expected, found. */
  readonly message: string;
  /** The service cannot work: statements name what is not there, or rows cannot be written. */
  readonly fatal: boolean;
}

/**
 * Compares the database with what the migrations make; reads only. Tables of others and indexes that were added do not
 * count: both are the operator's right.
 */
export async function findDrift(context: StoreContext): Promise<readonly Drift[]> {
  return compareSchemas(EXPECTED_SCHEMA, await describeSchema(context));
}

function compareSchemas(expected: SchemaDescription, found: FoundSchema): readonly Drift[] {
  return Object.entries(expected).flatMap(([table, description]) => {
    const there = found.tables[table];
    if (!there) return [{ message: `table ${table} is missing`, fatal: true }];
    return [
      ...compareColumns(table, description, there, found.demanded),
      ...compareKeys(table, description, there),
      ...compareIndexes(table, description, there),
    ];
  });
}

function compareColumns(
  table: string,
  expected: TableDescription,
  found: TableDescription,
  demanded: FoundSchema['demanded'],
): readonly Drift[] {
  const missing = Object.entries(expected.columns).flatMap(([name, wanted]): Drift[] => {
    const is = found.columns[name];
    if (is === undefined) return [{ message: `column ${table}.${name} is missing`, fatal: true }];
    return is === wanted ? [] : [{ message: `column ${table}.${name} is ${is}, not ${wanted}`, fatal: false }];
  });
  const foreign = Object.keys(found.columns).filter((name) => expected.columns[name] === undefined);
  return [
    ...missing,
    ...foreign.map((name) => {
      const fatal = demanded.has(`${table}.${name}`);
      const why = fatal ? ': it takes no row without a value for it' : '';
      return { message: `column ${table}.${name} is unknown to this version${why}`, fatal };
    }),
  ];
}

/** By name: a conflict is recognised by the name of the key that was violated. */
function compareKeys(table: string, expected: TableDescription, found: TableDescription): readonly Drift[] {
  const missing = Object.entries(expected.keys).flatMap(([name, wanted]) => {
    const is = found.keys[name];
    if (is === wanted) return [];
    return [`key ${name} of ${table} is ${is === undefined ? 'missing' : is}, not ${wanted}`];
  });
  const foreign = Object.entries(found.keys).filter(([name]) => expected.keys[name] === undefined);
  return [...missing, ...foreign.map(([name, is]) => `key ${name} of ${table} is unknown to this version: ${is}`)].map(
    (message) => ({ message, fatal: false }),
  );
}

/** By columns: under another name an index does the same work, and so does one with more columns behind. */
function compareIndexes(table: string, expected: TableDescription, found: TableDescription): readonly Drift[] {
  const all = [
    ...Object.values(found.indexes),
    ...Object.values(found.keys).filter((key) => !key.startsWith('foreign')),
  ];
  const missing = Object.entries(expected.indexes).filter(([, columns]) => {
    const start = columns.slice(0, -1);
    return !all.some((is) => is.includes(`${start})`) || is.includes(`${start}, `));
  });
  const unique = Object.entries(found.indexes).filter(
    ([name, is]) => is.startsWith('unique') && expected.indexes[name] !== is,
  );
  return [
    ...missing.map(([name, columns]) => ({ message: `index ${name} of ${table} ${columns} is missing`, fatal: false })),
    ...unique.map(([name, is]) => ({
      message: `index ${name} of ${table} is unknown to this version: ${is}`,
      fatal: false,
    })),
  ];
}
