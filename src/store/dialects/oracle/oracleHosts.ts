import { isIPv6 } from 'node:net';
import type { Address } from '../../hosts/address.ts';
import type { ConnectionSource, Failure, HostDriver, HostRole, ProbedHost } from '../../hosts/hostDriver.ts';
import type { OracleClient, OracleConnection, OracleLogin } from './oracleClient.ts';
import { TIME_FORMAT } from './oracleCompiler.ts';
import { failureOf, failureOfConnecting } from './oracleErrors.ts';

export type OracleTls = 'disable' | 'require' | 'verify-full';

export interface OracleHostOptions {
  readonly user: string;
  /** Asked at every new connection, so that a rotated password is picked up. */
  readonly password: () => string | Promise<string>;
  readonly service: string;
  /** `require` proves that the certificate is of a known authority, `verify-full` also that it names the host. */
  readonly tls: OracleTls;
  readonly connectTimeoutMs: number;
  /** The driver gives a call up after this long and tells the server so. */
  readonly callTimeoutMs: number;
}

/** Times are compared and stored as they are given: in UTC, as text of one format. */
const SESSION = `alter session set time_zone = 'UTC' nls_timestamp_format = '${TIME_FORMAT}'`;
const ROLE = "select sys_context('userenv', 'database_role') as role from dual";
const PLAIN = { autoCommit: false, fetchTypeHandler: () => undefined };

/** Oracle through `oracledb` in Thin mode. */
export class OracleHostDriver implements HostDriver<OracleConnection> {
  readonly #client: OracleClient;
  readonly #options: OracleHostOptions;

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
    const role = await answerWithin(asked, timeoutMs);
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
    const { user, password, service, tls } = this.#options;
    const seconds = Math.max(1, Math.ceil(timeoutMs / 1000));
    const login: OracleLogin = {
      user,
      password: await password(),
      connectString: connectString(address, service, tls),
      transportConnectTimeout: seconds,
      connectTimeout: seconds,
      sslServerDNMatch: tls === 'verify-full',
    };
    const connection = await this.#client.getConnection(login);
    connection.callTimeout = timeoutMs;
    return connection;
  }
}

/** A connection that nobody needed for this long is given back to the server. */
const IDLE_MS = 30_000;
const SWEEP_MS = 5000;

/** Sessions of one database. `HostPool` bounds how many there are and queues, so the driver's own pool is not needed. */
export class OracleSource implements ConnectionSource<OracleConnection> {
  readonly #open: () => Promise<OracleConnection>;
  /** The one used last is taken first, so that the others can go when there is little to do. */
  #idle: { readonly connection: OracleConnection; readonly since: number }[] = [];
  readonly #sweeping: NodeJS.Timeout;
  #held = 0;
  #ended: (() => void) | undefined;

  constructor(open: () => Promise<OracleConnection>) {
    this.#open = open;
    this.#sweeping = setInterval(() => this.#sweep(), SWEEP_MS);
    this.#sweeping.unref();
  }

  takeIdle(): OracleConnection | undefined {
    for (;;) {
      const connection = this.#idle.pop()?.connection;
      if (!connection || connection.isHealthy()) return connection;
      this.discard(connection);
    }
  }

  async connect(): Promise<OracleConnection> {
    this.#held++;
    try {
      return await this.#open();
    } catch (error) {
      this.#gone();
      throw error;
    }
  }

  release(connection: OracleConnection): void {
    if (!connection.isHealthy()) {
      this.discard(connection);
    } else if (this.#ended) {
      this.#close(connection);
    } else {
      this.#idle.push({ connection, since: performance.now() });
    }
  }

  discard(connection: OracleConnection): void {
    drop(connection);
    this.#gone();
  }

  sever(connection: OracleConnection): void {
    // What is under way fails with ORA-01013; its holder then gives the connection back.
    connection.break().catch(() => undefined);
  }

  classify(error: unknown): Failure {
    return failureOf(error);
  }

  end(): Promise<void> {
    return new Promise((resolve) => {
      clearInterval(this.#sweeping);
      this.#ended = resolve;
      for (const { connection } of this.#idle.splice(0)) this.#close(connection);
      if (this.#held === 0) resolve();
    });
  }

  #close(connection: OracleConnection): void {
    const gone = () => this.#gone();
    connection.close().then(gone, gone);
  }

  #gone(): void {
    this.#held--;
    if (this.#held === 0) this.#ended?.();
  }

  #sweep(): void {
    const oldest = performance.now() - IDLE_MS;
    const old = this.#idle.filter(({ since }) => since < oldest);
    this.#idle = this.#idle.filter(({ since }) => since >= oldest);
    for (const { connection } of old) this.#close(connection);
  }
}

/** With TLS the name that the certificate is checked for, else the address that was probed. */
function connectString({ host, ip, port }: Address, service: string, tls: OracleTls): string {
  const place = tls === 'disable' ? ip : host;
  return `${tls === 'disable' ? '' : 'tcps://'}${isIPv6(place) ? `[${place}]` : place}:${port}/${service}`;
}

async function askRole(connection: OracleConnection): Promise<HostRole> {
  const { rows = [] } = await connection.execute(ROLE, [], PLAIN);
  const [role] = (rows[0] ?? []) as unknown[];
  const kind = role === 'PRIMARY' ? 'primary' : 'standby';
  return { kind, readOnly: kind === 'standby' };
}

/** Without waiting: a server that is frozen does not answer to a logout either. */
function drop(connection: OracleConnection): void {
  connection.close({ drop: true }).catch(() => undefined);
}

async function answerWithin<Answer>(asked: Promise<Answer>, timeoutMs: number): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${Math.round(timeoutMs)} ms`)), timeoutMs);
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}
