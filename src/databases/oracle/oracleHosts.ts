import { isIPv6 } from 'node:net';
import { within } from '../../concurrency/deadline.ts';
import type { Address } from '../../failover/dsn/address.ts';
import type { Failure, HostDriver, HostRole, ProbedHost } from '../../failover/hostDriver.ts';
import type { OracleClient, OracleConnection, OracleLogin } from './oracleClient.ts';
import { TIME_FORMAT } from './oracleCompiler.ts';
import { failureOfConnecting, isUnknownName } from './oracleErrors.ts';
import { drop, OracleSource } from './oracleSource.ts';

export type OracleTls = 'disable' | 'require' | 'verify-full';

type NameKind = 'sid' | 'service';

export interface OracleHostOptions {
  readonly user: string;
  /** Asked at every new connection, so that a rotated password is picked up. */
  readonly password: () => string | Promise<string>;
  /** SID of the instance (contract 95), or name of a service where the listener knows no such SID. */
  readonly name: string;
  /** `require` proves that the certificate is of a known authority, `verify-full` also that it names the host. */
  readonly tls: OracleTls;
  readonly connectTimeoutMs: number;
  /** The driver gives a call up after this long and tells the server so. */
  readonly callTimeoutMs: number;
}

/** Times are compared and stored as they are given: in UTC, as text of one format. */
export const SESSION = `alter session set time_zone = 'UTC' nls_timestamp_format = '${TIME_FORMAT}'`;
const ROLE = "select sys_context('userenv', 'database_role') as role from dual";
const PLAIN = { autoCommit: false, fetchTypeHandler: () => undefined };

/**
 * The driver keeps 30, fewer than requests of all kinds have. Each is an open cursor at the server, which allows 300 a session as
 * databases are made today (`OPEN_CURSORS`).
 */
const KEPT_STATEMENTS = 100;

/** Oracle through `oracledb` in Thin mode. */
export class OracleHostDriver implements HostDriver<OracleConnection> {
  readonly #client: OracleClient;
  readonly #options: OracleHostOptions;
  /** What the name was at the last login: that is tried first. */
  #nameIs: NameKind = 'sid';

  constructor(client: OracleClient, options: OracleHostOptions) {
    this.#client = client;
    this.#options = options;
  }

  async probe(address: Address, timeoutMs: number): Promise<ProbedHost<OracleConnection>> {
    const asked = this.#connect(address, timeoutMs).then(async (connection) => {
      try {
        return await askRole(connection);
      } finally {
        drop(connection);
      }
    });
    const role = await within(asked, timeoutMs, () => new Error(`no answer within ${Math.round(timeoutMs)} ms`));
    return { address, role, openPool: () => new OracleSource(() => this.#open(address)) };
  }

  classify(error: unknown): Failure {
    return failureOfConnecting(error);
  }

  async #open(address: Address): Promise<OracleConnection> {
    const { connectTimeoutMs, callTimeoutMs } = this.#options;
    const connection = await this.#connect(address, connectTimeoutMs);
    try {
      await connection.execute(SESSION, [], PLAIN);
    } catch (error) {
      drop(connection);
      throw error;
    }
    connection.callTimeout = callTimeoutMs;
    return connection;
  }

  async #connect(address: Address, timeoutMs: number): Promise<OracleConnection> {
    const first = this.#nameIs;
    try {
      return await this.#login(address, first, timeoutMs);
    } catch (error) {
      if (!isUnknownName(error)) throw error;
      const second = first === 'sid' ? 'service' : 'sid';
      const connection = await this.#login(address, second, timeoutMs);
      this.#nameIs = second;
      return connection;
    }
  }

  async #login(address: Address, kind: NameKind, timeoutMs: number): Promise<OracleConnection> {
    const { user, password, name, tls } = this.#options;
    const seconds = Math.max(1, Math.ceil(timeoutMs / 1000));
    const login: OracleLogin = {
      user,
      password: await password(),
      connectString: connectString(address, kind, name, tls),
      transportConnectTimeout: seconds,
      connectTimeout: seconds,
      sslServerDNMatch: tls === 'verify-full',
      stmtCacheSize: KEPT_STATEMENTS,
    };
    const connection = await this.#client.getConnection(login);
    connection.callTimeout = timeoutMs;
    return connection;
  }
}

/** With TLS the name that the certificate is checked for, else the address that was probed. */
function connectString({ host, ip, port }: Address, kind: NameKind, name: string, tls: OracleTls): string {
  const place = tls === 'disable' ? ip : host;
  if (kind === 'sid') {
    const protocol = tls === 'disable' ? 'tcp' : 'tcps';
    return `(DESCRIPTION=(ADDRESS=(PROTOCOL=${protocol})(HOST=${place})(PORT=${port}))(CONNECT_DATA=(SID=${name})))`;
  }
  return `${tls === 'disable' ? '' : 'tcps://'}${isIPv6(place) ? `[${place}]` : place}:${port}/${name}`;
}

async function askRole(connection: OracleConnection): Promise<HostRole> {
  const { rows = [] } = await connection.execute(ROLE, [], PLAIN);
  const [role] = (rows[0] ?? []) as unknown[];
  const kind = role === 'PRIMARY' ? 'primary' : 'standby';
  return { kind, readOnly: kind === 'standby' };
}
