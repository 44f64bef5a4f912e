import Type from 'typebox';
import { choice, flag, type SettingMeta, text, whole } from '../settingKinds.ts';

export const database = {
  DB_TYPE: choice(['pglite', 'postgres', 'oracle'], {
    default: 'pglite',
    computedDefault: '`pglite`; with `DB_DSN` `postgres`',
    description:
      '`pglite`: Postgres inside this process, files in `DATA_DIR`. `postgres`, `oracle`: a server, described by the settings below. Oracle needs the npm package `oracledb`.',
  }),
  DB_DSN: Type.String({
    maxLength: 4096,
    default: '',
    computedDefault: 'not set',
    secret: true,
    description:
      'One or several hosts, `luna:luna@postgres01:5432,postgres02:5432/luna_backport3?option=value` (docs/databases.md). What it leaves out is taken from the settings below.',
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
      'Password of the role or user. A password in `DB_PASSWORD_FILE` is read at each new connection, so a rotation needs no restart.',
  }),
  DB_NAME: text({
    default: 'luna_backport3',
    description: 'Database; for Oracle the SID or the service. It must exist; the tables are created at the start.',
  }),
  DB_SSLMODE: choice(['disable', 'require', 'verify-full'], {
    default: 'disable',
    description:
      '`require`: encrypted, without checking who the server is. `verify-full`: its certificate must also come from a known authority (`NODE_EXTRA_CA_CERTS` adds one) and name the host. With Oracle, `require` checks the authority too.',
  }),
  DB_PREPARED: choice(['auto', 'on', 'off'], {
    default: 'auto',
    description:
      'Whether Postgres connections keep repeated statements parsed and planned. `auto`: yes, until a pooler in front of the server loses one. PgBouncer 1.21 and later keeps them, with `max_prepared_statements`.',
  }),
  DB_CONNECTION_POOL_SIZE: whole(1, 1000, {
    default: 10,
    description: 'Maximum number of connections to the database; at least two for Oracle.',
  }),
  DB_CONNECT_TIMEOUT_SECONDS: whole(1, 600, {
    default: 5,
    description: 'How long a host may take to accept a connection and report its role.',
  }),
  DB_WAIT_SECONDS: whole(1, 600, {
    default: 10,
    description:
      'How long a request waits for a free connection, for its turn with the embedded database, or for another host to take over, before it gets 503.',
  }),
  DB_RECONNECT_ATTEMPTS: whole(1, 100, {
    default: 3,
    description: 'Failures in a row after which a new pool is opened even if the host answers.',
  }),
  DB_LOAD_FROM_STANDBY: flag({
    default: false,
    description:
      'Load lists into memory from a standby, if one of several Postgres hosts is a standby and up to date. Otherwise, and for all other reads, the primary is used.',
  }),
  DB_STATEMENT_TIMEOUT_SECONDS: whole(1, 3600, {
    default: 30,
    description: 'The server cancels a statement that takes longer.',
  }),
  DB_QUERY_TIMEOUT_SECONDS: whole(0, 3600, {
    default: 0,
    description:
      'The service gives up a statement that takes longer, which is how it notices a frozen server (`postgres`). 0: five seconds more than `DB_STATEMENT_TIMEOUT_SECONDS`.',
  }),
};
