import type { Address } from './dsn/address.ts';

/** What a server reports about itself. */
export interface HostRole {
  readonly kind: 'primary' | 'standby';
  /** New sessions cannot write. True for every standby. */
  readonly readOnly: boolean;
  /** Servers that replicate from each other say the same; undefined where the server does not tell. */
  readonly cluster?: string;
  /** Grows with every promotion of a standby in the cluster; primaries only. */
  readonly timeline?: number;
}

/**
 * Why something failed.
 * - `statement`: the server's answer about this statement; nothing is wrong with the host.
 * - `overloaded`: nothing was done; the host lacks resources or gave up on this statement.
 * - `refused`: nothing was done; the host is not what we need: read-only, starting up.
 * - `denied`: nothing was done, and waiting alone does not help: credentials, database, certificate.
 * - `expired`: the server had ended the idle session before it read anything: nothing was done, and the host is well.
 * - `lost`: the connection broke; what was in flight may have been done.
 * - `silent`: no answer in time; the same holds.
 */
export type Failure = 'statement' | 'overloaded' | 'refused' | 'denied' | 'expired' | 'lost' | 'silent';

/** Connections to one address. */
export interface ConnectionSource<Connection> {
  /** An idle connection; undefined: there is none. */
  takeIdle(): Connection | undefined;
  /** A new connection. The caller bounds how many there are. */
  connect(): Promise<Connection>;
  /** Gives back a connection that is fit for others. */
  release(connection: Connection): void;
  /** Gives back a connection that must not be used again; it is closed without telling the server. */
  discard(connection: Connection): void;
  /** Breaks a connection that is in use: what is in flight fails as `lost`. */
  sever(connection: Connection): void;
  /** Kind of an error that a statement on this connection met. */
  classify(error: unknown, connection: Connection): Failure;
  /** Closes idle connections now and the others when they are given back; resolves after the last. */
  end(): Promise<void>;
}

export interface ProbedHost<Connection> {
  readonly address: Address;
  readonly role: HostRole;
  openPool(): ConnectionSource<Connection>;
}

/** What the pool needs to know of a kind of database. */
export interface HostDriver<Connection> {
  /** Logs in, asks for the role and logs out again. Rejects with the driver's error, after the time-out at the latest. */
  probe(address: Address, timeoutMs: number): Promise<ProbedHost<Connection>>;
  /** Kind of an error of `probe` or `connect`; never `statement`. */
  classify(error: unknown): Failure;
}
