import { type Kysely, sql } from 'kysely';
import type { Database } from '../../../store/sql/schema.ts';
import { ddlRefusalOf, isUnknownName } from '../oracleErrors.ts';
import { CannotRun, type Check, codeOf, Differs, expectSame, failing, inSession } from './check.ts';

const OLDEST = 19;

/** What the server calls itself; never fails. */
export async function serverVersion(db: Kysely<Database>): Promise<string> {
  try {
    const { rows } = await sql<{ product: string; version: string }>`
      select product as product, version as version from product_component_version`.execute(db);
    const [first] = rows;
    return first ? `${first.product.trim()} ${first.version}` : 'unknown';
  } catch (error) {
    return `unknown (${codeOf(error)})`;
  }
}

/** What the server is, and how its sessions are set. */
export const serverChecks: readonly Check[] = [
  {
    name: 'version',
    assumed: `Oracle Database ${OLDEST} or later`,
    async run({ db }) {
      const version = await serverVersion(db as unknown as Kysely<Database>);
      const [, major = '0'] = /(\d+)\.\d+\.\d/.exec(version) ?? [];
      if (Number(major) < OLDEST) throw new Differs(version);
      return version;
    },
  },
  {
    name: 'encoding of the database',
    assumed: 'AL32UTF8 or UTF8: every character can be stored',
    async run({ db, dialect: { catalog } }) {
      const { rows } = await catalog.encoding.execute(db);
      const encoding = rows[0]?.encoding ?? 'none';
      if (!catalog.encodings.includes(encoding)) throw new Differs(encoding);
      return encoding;
    },
  },
  {
    name: 'role of the host',
    assumed: 'database_role of sys_context is PRIMARY where writes are taken; any user may ask',
    run: ({ session }) => contextOf(session, 'database_role').then((role) => expectSame(role, 'PRIMARY')),
  },
  {
    name: 'schema of the session',
    assumed: 'statements work in the schema of the user that logs in',
    async run({ session }) {
      const [current, user] = [await contextOf(session, 'current_schema'), await contextOf(session, 'session_user')];
      return expectSame(current, user);
    },
  },
  {
    name: 'order and comparison of texts',
    assumed: 'NLS_SORT and NLS_COMP of a session are BINARY',
    async run({ session }) {
      const sql = `select "VALUE" from nls_session_parameters where parameter in ('NLS_COMP', 'NLS_SORT')`;
      return expectSame(await inSession(await session(), sql), [['BINARY'], ['BINARY']]);
    },
  },
  {
    name: 'time zone of the session',
    assumed: 'ALTER SESSION sets UTC and the form of times, without a right of its own',
    async run({ session }) {
      const sql = `select sessiontimezone, (select "VALUE" from nls_session_parameters where parameter = 'NLS_TIMESTAMP_FORMAT')
        from dual`;
      return expectSame(await inSession(await session(), sql), [['UTC', 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"']]);
    },
  },
  {
    name: 'rights of the user',
    assumed: 'create session and create table are enough, and a quota',
    async run({ session }) {
      const rows = await inSession(await session(), 'select privilege from session_privs order by privilege');
      const rights = rows.flat().map(String);
      const missing = ['CREATE SESSION', 'CREATE TABLE'].filter((right) => !rights.includes(right));
      if (missing.length > 0) throw new Differs(`${missing.join(' and ')} missing; there is ${rights.join(', ')}`);
      return rights.length > 12 ? `${rights.length} rights, more than needed` : rights.join(', ');
    },
  },
  {
    name: 'a right that is missing',
    assumed: 'the refusal is ORA-01031, which the start explains',
    async run({ session }) {
      // Nothing has that name: also with the right to do it nothing happens.
      const error = await failing(inSession(await session(), 'drop public synonym lbst_none'));
      const code = codeOf(error);
      if (code === 'ORA-01432')
        throw new CannotRun('the user may drop public synonyms: it has more rights than needed');
      if (ddlRefusalOf(error) !== 'no-right') throw new Differs(code);
      return code;
    },
  },
  {
    name: 'a name that the listener does not know',
    assumed: 'ORA-12505, ORA-12514 or NJS-518: the name is then tried as a service instead of a SID',
    async run({ loginTo }) {
      const error = await failing(loginTo('LBST_NONE'));
      if (!isUnknownName(error)) throw new Differs(codeOf(error));
      return codeOf(error);
    },
  },
];

async function contextOf(session: () => ReturnType<Parameters<Check['run']>[0]['session']>, name: string) {
  const rows = await inSession(await session(), `select sys_context('userenv', '${name}') as found from dual`);
  return rows[0]?.[0];
}
