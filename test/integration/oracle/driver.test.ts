import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OracleOptions, openOracle } from '../../../src/databases/oracle/openOracle.ts';
import { loadOracleClient } from '../../../src/databases/oracle/oracleClient.ts';
import { Conflict, OutcomeUnknown, Unavailable, UnstorableText } from '../../../src/domain/errors.ts';
import type { AccountId, DescriptorId, PersonId } from '../../../src/domain/ids.ts';
import type { Timestamp } from '../../../src/domain/time.ts';
import { createStore } from '../../../src/store/createStore.ts';
import type { OpenDatabase } from '../../../src/store/ports/openDatabase.ts';
import { StoreRefused } from '../../../src/store/sql/storeErrors.ts';
import type { Store } from '../../../src/store/store.ts';
import { OracleDouble, oracleError } from './support/oracleDouble.ts';
import { oracleOptions } from './support/oracleOptions.ts';

const account = 'account-1' as AccountId;
const person = 'person-1' as PersonId;
const at = '2018-05-10T12:41:25.813001Z' as Timestamp;
const newPerson = { personId: person, userData: '', externalId: null, createTime: at };
const SILENT = { info: () => undefined, warn: () => undefined };

const options = oracleOptions({ poolSize: 2, connectTimeout: 1000, statementTimeout: 5000, wait: 1000 });

describe('Oracle driver', () => {
  let oracle: OracleDouble;
  let database: OpenDatabase;
  let store: Store;

  beforeEach(async () => {
    oracle = new OracleDouble();
    database = await openOracle(options, oracle, SILENT);
    store = createStore(database);
  });
  afterEach(() => database.close());

  it('asks for the role, and sets time zone and format of a session before anything else', async () => {
    await store.ping();
    expect(oracle.calls.map(({ session, name }) => `${session} ${name}`)).toEqual([
      '1 connect',
      '1 execute',
      '1 drop',
      '2 connect',
      '2 execute',
      '2 execute',
    ]);
    expect(oracle.calls[4]?.sql).toBe(
      `alter session set time_zone = 'UTC' nls_timestamp_format = 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"'`,
    );
    expect(oracle.calls[3]?.login).toMatchObject({
      user: 'luna',
      password: 'secret',
      connectString: '(DESCRIPTION=(ADDRESS=(PROTOCOL=tcp)(HOST=127.0.0.1)(PORT=1521))(CONNECT_DATA=(SID=FREEPDB1)))',
    });
  });

  it('commits a single write by itself, and reads without a commit, on one connection', async () => {
    await store.persons.create(account, newPerson);
    await store.persons.existing(account, [person]);
    await store.persons.delete(account, person);
    expect(oracle.work()).toEqual([
      '2 execute insert into autocommit',
      '2 execute select "PERSON_ID",',
      '2 execute delete from autocommit',
    ]);
  });

  it('commits a transaction at its end and nothing in it', async () => {
    await store.transaction(async (tx) => {
      await tx.persons.create(account, newPerson);
      await tx.persons.delete(account, person);
    });
    // The last three: before them an attempt may have been undone.
    expect(oracle.work().slice(-3)).toEqual(['2 execute insert into', '2 execute delete from', '2 commit']);
    await store.persons.delete(account, person);
    expect(oracle.work().at(-1)).toBe('2 execute delete from autocommit');
  });

  it('rolls back when the work throws, and goes on with the connection', async () => {
    const failure = new Error('changed my mind');
    const work = store.transaction(async (tx) => {
      await tx.persons.create(account, newPerson);
      throw failure;
    });
    await expect(work).rejects.toBe(failure);
    expect(oracle.work()).toEqual(['2 ping', '2 execute insert into', '2 rollback']);
    await store.ping();
    expect(oracle.work().at(-1)).toBe('2 execute select 1');
  });

  it('commits nothing of a transaction in which a statement failed, also when the work did not mind', async () => {
    oracle.script = ({ sql }) => {
      if (sql?.startsWith('insert')) throw oracleError('ORA-02291', 'integrity constraint (L.X) violated');
      return undefined;
    };
    const work = store.transaction(async (tx) => {
      await tx.persons.delete(account, person);
      await tx.persons.create(account, newPerson).catch(() => undefined);
    });
    await expect(work).rejects.toThrow('a failed transaction cannot be committed');
    expect(oracle.work().slice(-2)).toEqual(['2 execute insert into', '2 rollback']);
  });

  it('binds by position: numbers for booleans, bytes for vectors, null for nothing', async () => {
    const face = { createTime: at, modelId: 'm', vector: Float32Array.of(1), hasPortrait: true };
    await store.descriptors.createMany(account, [{ ...face, descriptorId: 'face-1' as DescriptorId }]);
    const single = oracle.calls.at(-1);
    expect(single).toMatchObject({ name: 'execute', autoCommit: true });
    expect(single?.binds).toEqual(['face-1', 'account-1', at, at, 'm', Buffer.from([0, 0, 128, 63]), 1]);
    await store.persons.create(account, newPerson);
    expect(oracle.calls.at(-1)?.binds).toEqual(['person-1', 'account-1', '', null, at]);
  });

  it('sends several rows as one batch', async () => {
    const face = { createTime: at, modelId: 'm', vector: new Float32Array(1), hasPortrait: false };
    const ids = ['face-1', 'face-2'] as DescriptorId[];
    await store.descriptors.createMany(
      account,
      ids.map((descriptorId) => ({ ...face, descriptorId })),
    );
    const batch = oracle.calls.at(-1);
    expect(batch).toMatchObject({ name: 'executeMany', autoCommit: true });
    expect(batch?.sql).toMatch(/ values \(:1, :2, :3, :4, :5, :6, :7\)$/);
    const binds = batch?.binds as unknown[][];
    expect(binds.map((row) => row.slice(0, 3))).toEqual([
      ['face-1', account, at],
      ['face-2', account, at],
    ]);
  });

  it('gives rows by small names, booleans and texts, and large objects in one piece', async () => {
    oracle.script = () => ({
      metaData: ['ACCOUNT_ID', 'EMAIL', 'ORGANIZATION_NAME', 'PASSWORD', 'ACTIVE'].map((name) => ({ name })),
      rows: [['account-1', 'e', null, 'hash', 0]],
    });
    expect(await store.accounts.find(account)).toEqual({
      accountId: 'account-1',
      email: 'e',
      organizationName: '',
      passwordHash: 'hash',
      active: false,
    });
    expect(oracle.fetchedAs).toEqual(['string', 'buffer', undefined]);
  });

  it('does not let a time pass that the driver has cut to milliseconds', async () => {
    oracle.script = () => ({ metaData: [{ name: 'CREATE_TIME' }], rows: [[new Date()]] });
    await expect(store.persons.find(account, person)).rejects.toThrow('create_time');
  });

  it('turns the names of constraints into conflicts', async () => {
    oracle.script = ({ sql }) => {
      if (sql?.startsWith('insert')) throw oracleError('ORA-00001', 'unique constraint (LUNA.PERSON_FACE_PK) violated');
      return undefined;
    };
    const link = store.persons.linkDescriptor(account, person, 'face-1' as DescriptorId, at);
    await expect(link).rejects.toThrow(new Conflict('descriptor-attached'));
  });

  it('refuses text that no database keeps, before it is sent', async () => {
    await expect(store.persons.create(account, { ...newPerson, userData: 'a\0' })).rejects.toThrow(UnstorableText);
    expect(oracle.work()).toEqual([]);
  });

  it('repeats a read on a new connection when the old one broke', async () => {
    let broken = false;
    oracle.script = ({ sql }) => {
      if (!sql?.startsWith('select "PERSON_ID"') || broken) return undefined;
      broken = true;
      throw oracleError('NJS-500', 'connection to Oracle Database was closed or broken');
    };
    await expect(store.persons.existing(account, [person])).resolves.toEqual(new Set());
    expect(oracle.work().filter((line) => line.includes('PERSON_ID')).length).toBe(2);
    expect(oracle.work()).toContain('2 drop');
  });

  it('never repeats a write whose answer was lost, and throws its connection away', async () => {
    oracle.script = ({ sql }) => {
      if (sql?.startsWith('insert')) throw oracleError('NJS-500', 'connection to Oracle Database was closed or broken');
      return undefined;
    };
    await expect(store.persons.create(account, newPerson)).rejects.toThrow(OutcomeUnknown);
    expect(oracle.work().filter((line) => line.includes('insert'))).toHaveLength(1);
    expect(oracle.work()).toContain('2 drop');
  });

  it('says that a commit without an answer is of unknown fate', async () => {
    oracle.script = ({ name }) => {
      if (name === 'commit') throw oracleError('NJS-500', 'connection to Oracle Database was closed or broken');
      return undefined;
    };
    await expect(store.transaction((tx) => tx.persons.delete(account, person))).rejects.toThrow(OutcomeUnknown);
    expect(oracle.work().filter((line) => line.includes('commit'))).toHaveLength(1);
  });

  it('has one more connection for each of several transactions at once, and gives them all back', async () => {
    const both = Array.from({ length: 4 }, () => store.transaction((tx) => tx.persons.delete(account, person)));
    await Promise.all(both);
    // One asked for the role; the pool holds two.
    expect(oracle.calls.filter(({ name }) => name === 'connect')).toHaveLength(3);
    expect(oracle.work().filter((line) => line.endsWith('commit'))).toHaveLength(4);
    await database.close();
    expect(oracle.calls.filter(({ name }) => name === 'close')).toHaveLength(2);
  });

  it.each(['ORA-00060', 'ORA-08177', 'ORA-01013', 'ORA-00020'])('calls %s a passing trouble', async (code) => {
    oracle.script = ({ sql }) => {
      if (sql?.startsWith('delete')) throw oracleError(code);
      return undefined;
    };
    await expect(store.persons.delete(account, person)).rejects.toThrow(Unavailable);
  });
});

describe('opening Oracle', () => {
  const open = (changes: Partial<OracleOptions>, oracle = new OracleDouble()) =>
    openOracle({ ...options, ...changes }, oracle, SILENT);

  it('takes the parts of the DSN before the settings, and TLS by name', async () => {
    const oracle = new OracleDouble();
    const opened = await open({ dsn: 'scott:tiger@localhost:1599/ORCLPDB1', tls: 'verify-full' }, oracle);
    expect(oracle.calls[0]?.login).toMatchObject({
      user: 'scott',
      password: 'tiger',
      connectString: '(DESCRIPTION=(ADDRESS=(PROTOCOL=tcps)(HOST=localhost)(PORT=1599))(CONNECT_DATA=(SID=ORCLPDB1)))',
      sslServerDNMatch: true,
    });
    await opened.close();
  });

  it('has each session keep the cursors of more statements than the driver would by itself', async () => {
    const oracle = new OracleDouble();
    const opened = await open({}, oracle);
    expect(oracle.calls.flatMap(({ login }) => login?.stmtCacheSize ?? [])).toEqual([100]);
    await opened.close();
  });

  it.each([
    ['disable', '127.0.0.1:1521/FREEPDB1'],
    ['require', 'tcps://127.0.0.1:1521/FREEPDB1'],
  ] as const)('takes the name for a service where it is no SID, and asks once: TLS %s', async (tls, service) => {
    const oracle = new OracleDouble();
    oracle.script = ({ login }) => {
      if (login?.connectString.includes('SID=')) throw oracleError('NJS-519', 'SID "FREEPDB1" is not registered');
      return undefined;
    };
    const opened = await open({ tls }, oracle);
    await createStore(opened).ping();
    const [asSid, ...later] = oracle.calls.flatMap(({ login }) => login?.connectString ?? []);
    expect(asSid).toContain('(SID=FREEPDB1)');
    expect(later).toEqual([service, service]);
    await opened.close();
  });

  it('names DB_NAME when the listener knows it neither as SID nor as service', async () => {
    const oracle = new OracleDouble();
    oracle.script = ({ name, login }) => {
      if (name !== 'connect') return undefined;
      throw oracleError(login?.connectString.includes('SID=') ? 'NJS-519' : 'NJS-518', 'is not registered');
    };
    await expect(open({}, oracle)).rejects.toThrow(/says: NJS-518.*DB_NAME/s);
  });

  it('leaves a standby for the primary', async () => {
    const oracle = new OracleDouble();
    oracle.script = ({ session, sql }) =>
      sql?.includes('database_role') && oracle.calls.some((call) => call.session === session && isOn(call, 1598))
        ? { rows: [['PHYSICAL STANDBY']] }
        : undefined;
    const opened = await open({ dsn: '127.0.0.1:1598,127.0.0.1:1599' }, oracle);
    const store = createStore(opened);
    await store.ping();
    expect(oracle.calls.findLast(({ name }) => name === 'connect')?.login?.connectString).toContain('(PORT=1599)');
    await opened.close();
  });

  it.each([
    [{ dsn: 'host:99999' }, 'DB_DSN: port of host 1: must be a whole number 1..65535'],
    [{ dsn: 'host?search_path=x' }, 'DB_DSN: option search_path: is none of Oracle'],
    [{ dsn: 'host?sslmode=require' }, 'DB_DSN: option sslmode: is given by DB_SSLMODE for Oracle'],
    [{ name: 'x?wallet=y' }, 'DB_NAME: must be a SID, or the name of a service'],
    [{ name: 'x)(SERVER=POOLED' }, 'DB_NAME: must be a SID, or the name of a service'],
  ])('refuses %j', async (changes, message) => {
    await expect(open(changes)).rejects.toThrow(new StoreRefused('misconfigured', message));
  });

  it('says at once that the credentials are wrong, and for each host why', async () => {
    const oracle = new OracleDouble();
    oracle.script = ({ name }) => {
      if (name === 'connect') throw oracleError('ORA-01017', 'invalid credential or not authorized; logon denied');
      return undefined;
    };
    const opening = open({}, oracle);
    await expect(opening).rejects.toThrow(StoreRefused);
    await expect(opening).rejects.toThrow(/127\.0\.0\.1:1521 says: ORA-01017/);
  });
});

/** What the package itself does where nobody answers; a server is asked by `npm run test:oracle`. */
describe('opening Oracle with the real oracledb', () => {
  const listen = (server: Server) =>
    new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
    );

  it('says of a closed port that nobody listens there', async () => {
    const server = createServer();
    const port = await listen(server);
    await new Promise((closed) => server.close(closed));
    const opening = openOracle(
      oracleOptions({ port, connectTimeout: 500, wait: 800 }),
      await loadOracleClient(),
      SILENT,
    );
    await expect(opening).rejects.toThrow(StoreRefused);
    await expect(opening).rejects.toThrow(/127\.0\.0\.1:\d+ says: NJS-/);
  });

  it('does not wait longer than it was told for a listener that says nothing', async () => {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => sockets.add(socket.on('error', () => undefined)));
    const port = await listen(server);
    const opening = openOracle(
      oracleOptions({ port, connectTimeout: 300, wait: 800 }),
      await loadOracleClient(),
      SILENT,
    );
    await expect(opening).rejects.toThrow(/no answer within \d+ ms/);
    for (const socket of sockets) socket.destroy();
    await new Promise((closed) => server.close(closed));
  });
});

function isOn({ login }: { login?: { connectString: string } }, port: number): boolean {
  return login?.connectString.includes(`(PORT=${port})`) ?? false;
}
