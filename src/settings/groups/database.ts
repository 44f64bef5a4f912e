import Type from 'typebox';
import { choice, flag, type SettingMeta, text, whole } from '../settingKinds.ts';

export const database = {
  DB_TYPE: choice(['pglite', 'postgres', 'oracle'], {
    default: 'pglite',
    computedDefault: '`pglite`; with `DB_DSN` `postgres`',
    description:
      '`pglite`: Postgres inside this process, files in `DATA_DIR`. `postgres`, `oracle`: a server, see the next ones. Oracle needs the npm package `oracledb`.',
  }),
  DB_DSN: Type.String({
    maxLength: 4096,
    default: '',
    computedDefault: 'not set',
    secret: true,
    description:
      'One or several hosts, `luna:luna@postgres01:5432,postgres02:5432/luna_backport3?option=value` (docs/databases.md). What it does not say is taken from the next settings.',
  } satisfies SettingMeta & Record<string, unknown>),
  DB_HOST: text({ default: '127.0.0.1', description: 'Host of the database server.' }),
  DB_PORT: whole(1, 65_535, {
    default: 5432,
    computedDefault: '`5432`; with `DB_TYPE` oracle `1521`',
    description: 'Port of the database server.',
  }),
  DB_USER: text({ default: 'luna', description: 'Role or user to log in with; for Oracle also the schema.' }),
  DB_PASSWORD: text({
    default: 'luna',
    secret: true,
    description:
      'Password of the role or user. From `DB_PASSWORD_FILE` it is read again at each new connection: a rotation needs no restart.',
  }),
  DB_NAME: text({
    default: 'luna_backport3',
    description: 'Database, for Oracle the SID or the service; it must exist, the tables are made at start.',
  }),
  DB_SSLMODE: choice(['disable', 'require', 'verify-full'], {
    default: 'disable',
    description:
      '`require`: encrypted, whoever the server is. `verify-full`: and its certificate must be of a known authority (`NODE_EXTRA_CA_CERTS` adds one) and name the host. Oracle proves the authority with `require` too.',
  }),
  DB_PREPARED: choice(['auto', 'on', 'off'], {
    default: 'auto',
    description:
      'Whether Postgres connections keep repeated statements parsed and planned. `auto`: yes, until a pooler in front of the server loses one. PgBouncer keeps them from 1.21 on, with `max_prepared_statements`.',
  }),
  DB_CONNECTION_POOL_SIZE: whole(1, 1000, {
    default: 10,
    description: 'Connections to the database at most; two at least for Oracle.',
  }),
  DB_CONNECT_TIMEOUT_SECONDS: whole(1, 600, {
    default: 5,
    description: 'How long to wait for a host to take a connection and to tell its role.',
  }),
  DB_WAIT_SECONDS: whole(1, 600, {
    default: 10,
    description:
      'How long a request waits for a free connection, for its turn with the embedded database, or for another host to take over, before it is answered 503.',
  }),
  DB_RECONNECT_ATTEMPTS: whole(1, 100, {
    default: 3,
    description: 'Failures in a row after which a new pool is opened although the host answers.',
  }),
  DB_LOAD_FROM_STANDBY: flag({
    default: false,
    description:
      'Lists are loaded into memory from a standby, where one of several Postgres hosts is one and has what the primary has; else, and for all other reads, from the primary.',
  }),
  DB_STATEMENT_TIMEOUT_SECONDS: whole(1, 3600, {
    default: 30,
    description: 'The server gives up a statement that takes longer.',
  }),
  DB_QUERY_TIMEOUT_SECONDS: whole(0, 3600, {
    default: 0,
    description:
      'This side gives up a statement that takes longer, which is how a frozen server is noticed (`postgres`). 0: five seconds after `DB_STATEMENT_TIMEOUT_SECONDS`.',
  }),
};
