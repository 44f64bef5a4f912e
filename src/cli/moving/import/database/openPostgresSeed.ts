import { NoSuchTable, type Row, type SeedDatabase } from './seedDatabase.ts';

const CONNECT_MS = 20_000;
/** Undefined table; undefined column. */
const MISSING = new Set(['42P01', '42703']);

/** One read-only transaction, which sees one state of the database. @throws Error when it cannot be reached */
export async function openPostgresSeed(url: URL): Promise<SeedDatabase> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url.href, connectionTimeoutMillis: CONNECT_MS });
  // Told by the statement that is under way, or the next one.
  client.on('error', () => undefined);
  await client.connect();
  await client.query('begin transaction isolation level repeatable read, read only');
  return {
    async query(sql, binds) {
      let number = 0;
      const text = sql.replace(/\?/g, () => `$${++number}`);
      try {
        return (await client.query<Row>(text, [...binds])).rows;
      } catch (error) {
        const { code, message } = error as { code?: string; message: string };
        throw MISSING.has(code ?? '') ? new NoSuchTable(message) : error;
      }
    },
    first: (sql, count) => `${sql} limit ${count}`,
    timeText: (column) => `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
    close: () => client.end(),
  };
}
