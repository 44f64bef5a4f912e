import type { OracleClient, OracleConnection, OracleResult } from '../../../../../src/databases/oracle/oracleClient.ts';
import { H2Error, type H2Process } from './h2Process.ts';

/** What Oracle has and H2 lacks: put otherwise where that is possible, else not executed. All other SQL goes as it is. */
const PUT_OTHERWISE: readonly (readonly [oracle: RegExp, h2: string])[] = [
  // H2 has no RETURNING there; its JSON has no limit of length.
  [/ returning clob\)/g, ')'],
  [/:(\d+)/g, '?$1'],
  // There is no recycle bin.
  [/ cascade constraints purge$/, ' cascade constraints'],
  [/sys_context\('userenv', 'database_role'\)/g, "'PRIMARY'"],
];
const NOT_EXECUTED = [/^alter session set /, /^lock table /, /^set transaction read only$/];

/** H2's numbers (org.h2.api.ErrorCode) and the ORA- codes of the same meaning. */
const ORA_CODES: Readonly<Record<number, string>> = {
  22001: 'ORA-12899',
  23502: 'ORA-01400',
  23503: 'ORA-02292',
  23505: 'ORA-00001',
  23506: 'ORA-02291',
  40001: 'ORA-00060',
  42101: 'ORA-00955',
  42102: 'ORA-00942',
  42111: 'ORA-00955',
  42121: 'ORA-01430',
  50200: 'ORA-30006',
};

/** H2 in the place of `oracledb`: the stores' SQL runs on it through our own compiler and driver. */
export function h2Client(h2: H2Process): OracleClient {
  return {
    CLOB: 'clob',
    BLOB: 'blob',
    STRING: 'string',
    BUFFER: 'buffer',
    async getConnection() {
      const session = h2.nextSession();
      await h2.ask(session, 'open');
      return connection(h2, session);
    },
  };
}

function connection(h2: H2Process, session: string): OracleConnection {
  let open = true;
  const control = (verb: string) => async () => {
    await h2.ask(session, verb).catch(toOracle);
  };
  const execute = async (sql: string, rows: readonly unknown[][], autoCommit: boolean): Promise<OracleResult> => {
    if (NOT_EXECUTED.some((pattern) => pattern.test(sql))) return { rowsAffected: 0 };
    const statement = PUT_OTHERWISE.reduce((text, [oracle, other]) => text.replace(oracle, other), sql);
    const binds = rows.flatMap((row) => [...row.map(encode), ';']);
    const answer = await h2
      .ask(session, 'execute', autoCommit ? '1' : '0', base64(statement), ...binds)
      .catch(toOracle);
    return toResult(answer);
  };
  return {
    callTimeout: 0,
    execute: (sql, binds, { autoCommit }) => execute(sql, [binds], autoCommit),
    executeMany: (sql, binds, { autoCommit }) => execute(sql, binds, autoCommit),
    commit: control('commit'),
    rollback: control('rollback'),
    ping: async () => undefined,
    break: async () => undefined,
    isHealthy: () => open,
    async close() {
      open = false;
      await control('close')();
    },
  };
}

function toOracle(error: unknown): never {
  if (!(error instanceof H2Error)) throw error;
  const code = ORA_CODES[error.number] ?? 'ORA-00900';
  const message =
    code === 'ORA-00001'
      ? `unique constraint (PUBLIC.${violated(error.message)}) violated`
      : error.message.replace(/(?<=integrity constraint violation: )"(\w+): /, '(PUBLIC.$1): "');
  throw Object.assign(new Error(`${code}: ${message}`, { cause: error }), { code });
}

/** H2 names the index that it made for the constraint; a primary key's has a name of its own. */
function violated(message: string): string {
  const [, index = '', table = ''] = /"PUBLIC\.(\w+) ON PUBLIC\.(\w+)/.exec(message) ?? [];
  return index.startsWith('PRIMARY_KEY') ? `${table}_PK` : index.replace(/_INDEX_\w+$/, '');
}

/**
 * H2 counts UTF-16 units, Oracle characters: each character beyond the basic plane travels as one of the private ones,
 * which no test stores.
 */
const FIRST_PRIVATE = 0xe000;
const beyond: string[] = [];

function asOneUnit(text: string): string {
  return text.replace(/[\u{10000}-\u{10ffff}]/gu, (character) => {
    if (!beyond.includes(character)) beyond.push(character);
    return String.fromCharCode(FIRST_PRIVATE + beyond.indexOf(character));
  });
}

function asCharacters(text: string): string {
  return text.replace(/[\ue000-\uf8ff]/g, (unit) => beyond[unit.charCodeAt(0) - FIRST_PRIVATE] ?? unit);
}

function toResult([kind, ...fields]: readonly string[]): OracleResult {
  if (kind === 'changed') return { rowsAffected: Number(fields[0]) };
  const [names = '', ...rows] = fields;
  return {
    metaData: names.split(',').map((name) => ({ name: Buffer.from(name, 'base64').toString() })),
    rows: rows.map((row) => row.split(',').map(decode)),
  };
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function encode(bind: unknown): string {
  if (bind === null) return 'z';
  if (bind instanceof Uint8Array) return `b${Buffer.from(bind).toString('base64')}`;
  return `${typeof bind === 'number' ? 'n' : 's'}${base64(asOneUnit(String(bind)))}`;
}

function decode(field: string): unknown {
  const bytes = Buffer.from(field.slice(1), 'base64');
  switch (field[0]) {
    case 'z':
      return null;
    case 'b':
      return bytes;
    case 'n':
      return Number(bytes.toString());
    case 't':
      return new Date(bytes.toString());
    default:
      return asCharacters(bytes.toString());
  }
}
