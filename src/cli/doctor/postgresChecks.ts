import { sql } from 'kysely';
import pg from 'pg';
import { parseDsn } from '../../failover/dsn/dsn.ts';
import { planConnections } from '../../failover/postgres/connectionPlan.ts';
import type { Settings } from '../../settings/schema.ts';
import type { OpenDatabase } from '../../store/ports/openDatabase.ts';
import { bad, type Finding, ok, warning } from './finding.ts';

type ServerSettings = Pick<
  Settings,
  | 'DB_DSN'
  | 'DB_HOST'
  | 'DB_PORT'
  | 'DB_USER'
  | 'DB_PASSWORD'
  | 'DB_NAME'
  | 'DB_CONNECT_TIMEOUT_SECONDS'
  | 'DB_CONNECTION_POOL_SIZE'
>;

/** Each host that the settings name: whether it answers, and whether it takes writes. */
export async function checkHosts(settings: ServerSettings): Promise<readonly Finding[]> {
  const connectTimeoutMs = settings.DB_CONNECT_TIMEOUT_SECONDS * 1000;
  const { endpoints, login } = planConnections(parseDsn(settings.DB_DSN), {
    host: settings.DB_HOST,
    port: settings.DB_PORT,
    user: settings.DB_USER,
    password: settings.DB_PASSWORD,
    database: settings.DB_NAME,
    connectTimeoutMs,
  });
  const { user, database, password: given } = login;
  const password = typeof given === 'function' ? await given() : given;
  const connection = { user, database, password, connectionTimeoutMillis: connectTimeoutMs };
  return Promise.all(endpoints.map(({ host, port }) => checkHost({ ...connection, host, port })));
}

async function checkHost(connection: pg.ClientConfig & { host: string; port: number }): Promise<Finding> {
  const name = `database host ${connection.host}:${connection.port}`;
  try {
    // Whether the certificate is right, the service itself says when it opens the database.
    const { standby, version } = await askHost(connection).catch(() =>
      askHost({ ...connection, ssl: { rejectUnauthorized: false } }),
    );
    return ok(name, `${standby ? 'a standby' : 'a primary'}, ${version.split(' ').slice(0, 2).join(' ')}`);
  } catch (error) {
    const todo = 'see DB_DSN or DB_HOST, the firewall, and pg_hba.conf of that host';
    return bad(name, `does not answer: ${error instanceof Error ? error.message : String(error)}`, todo);
  }
}

async function askHost(connection: pg.ClientConfig): Promise<{ readonly standby: boolean; readonly version: string }> {
  const client = new pg.Client(connection);
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query('select pg_is_in_recovery() as standby, version() as version');
    return rows[0] as { standby: boolean; version: string };
  } finally {
    await client.end().catch(() => undefined);
  }
}

interface ServerRow {
  readonly encoding: string;
  readonly fsync: string;
  readonly full_page_writes: string;
  readonly connections: string;
  readonly used: number;
  readonly may_create: boolean;
  readonly role: string;
}

/** What of the server's settings and of the role's rights matters. */
export async function checkServer(
  { db }: OpenDatabase,
  { DB_CONNECTION_POOL_SIZE: pool }: ServerSettings,
): Promise<readonly Finding[]> {
  const { rows } = await sql<ServerRow>`select current_setting('server_encoding') as encoding,
    current_setting('fsync') as fsync, current_setting('full_page_writes') as full_page_writes,
    current_setting('max_connections') as connections,
    (select count(*)::int from pg_stat_activity) as used,
    has_schema_privilege(current_schema(), 'create') as may_create, current_user::text as role`.execute(db);
  const [row] = rows;
  if (!row) return [];
  const room = Number(row.connections) - row.used;
  return [
    row.encoding === 'UTF8'
      ? ok('encoding', 'UTF8')
      : bad('encoding', row.encoding, 'make a database with encoding UTF8, and restore a backup there'),
    row.fsync === 'on' && row.full_page_writes === 'on'
      ? ok('durability', 'fsync and full_page_writes are on')
      : bad(
          'durability',
          `fsync ${row.fsync}, full_page_writes ${row.full_page_writes}`,
          'turn both on: a power cut would damage the database',
        ),
    room >= pool
      ? ok('connections', `${row.used} of ${row.connections} are in use; a node takes up to ${pool}`)
      : warning(
          'connections',
          `${row.used} of ${row.connections} are in use, and a node takes up to ${pool}`,
          'raise max_connections, or lower DB_CONNECTION_POOL_SIZE',
        ),
    row.may_create
      ? ok('rights', `${row.role} may make tables`)
      : warning(
          'rights',
          `${row.role} may not make tables`,
          'a DBA has to apply migrations: luna-backport3 migrate --plan --sql',
        ),
  ];
}
