import type { OracleClient } from '../../../../databases/oracle/oracleClient.ts';
import { NoSuchTable, type SeedDatabase } from './seedDatabase.ts';

const CONNECT_SECONDS = 20;
const STATEMENTS = 20;
const DEFAULT_PORT = 1521;
/** Table or view does not exist; invalid identifier. */
const MISSING = /^ORA-00(942|904)/;

/** One read-only transaction, which sees one state of the database. @throws Error when it cannot be reached */
export async function openOracleSeed(url: URL, client: OracleClient): Promise<SeedDatabase> {
  const connection = await client.getConnection({
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    connectString: `${url.hostname}:${url.port || DEFAULT_PORT}${url.pathname}`,
    transportConnectTimeout: CONNECT_SECONDS,
    connectTimeout: CONNECT_SECONDS,
    sslServerDNMatch: true,
    stmtCacheSize: STATEMENTS,
  });
  const fetchTypeHandler = ({ dbType }: { readonly dbType?: unknown }) =>
    dbType === client.CLOB ? { type: client.STRING } : undefined;
  const execute = (sql: string, binds: unknown[]) =>
    connection.execute(sql, binds, { autoCommit: false, fetchTypeHandler });
  await execute('set transaction read only', []);
  return {
    async query(sql, binds) {
      let number = 0;
      const text = sql.replace(/\?/g, () => `:${++number}`);
      try {
        const { rows = [], metaData = [] } = await execute(text, [...binds]);
        const columns = metaData.map(({ name }) => name.toLowerCase());
        return (rows as unknown[][]).map((values) =>
          Object.fromEntries(columns.map((column, index) => [column, values[index]])),
        );
      } catch (error) {
        const { message } = error as Error;
        throw MISSING.test(message) ? new NoSuchTable(message) : error;
      }
    },
    // Oracle 11 has no FETCH FIRST.
    first: (sql, count) => `select * from (${sql}) where rownum <= ${count}`,
    timeText: (column) => `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"')`,
    close: () => connection.close(),
  };
}
