import type { Endpoint } from '../dsn/address.ts';
import type { Dsn } from '../dsn/dsn.ts';
import { DsnError } from '../dsn/dsnError.ts';
import type { LoadBalanceHosts, TargetSessionAttrs } from '../dsn/dsnOptions.ts';
import type { Password } from './password.ts';
import { type TlsOptions, tlsContradiction } from './tls.ts';

/** The separate settings, used where the DSN is silent (contract 90). */
export interface ConnectionDefaults {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** A function is asked at every new connection, so that a rotated password is picked up. */
  readonly password: Password;
  readonly database: string;
  readonly connectTimeoutMs: number;
  readonly target?: TargetSessionAttrs;
  readonly applicationName?: string;
}

/** Whom to log in as, and how. */
export interface Login {
  readonly user: string;
  readonly password: Password;
  readonly database: string;
  readonly applicationName?: string;
  readonly tls: TlsOptions;
  readonly statementTimeoutMs?: number;
  /** `options` of the startup message; undefined where nothing is asked for, since some poolers refuse it. */
  readonly startupOptions?: string;
}

export interface ConnectionPlan {
  readonly endpoints: readonly Endpoint[];
  readonly login: Login;
  readonly target: TargetSessionAttrs;
  readonly order: 'dsn' | 'random';
  readonly connectTimeoutMs: number;
}

const ORDERS: Readonly<Record<LoadBalanceHosts, ConnectionPlan['order']>> = { disable: 'dsn', random: 'random' };

/**
 * Completes a DSN part by part. Without a word in the DSN the pool wants a host that takes writes.
 * @throws DsnError when its TLS options contradict each other
 */
export function planConnections(dsn: Dsn, defaults: ConnectionDefaults): ConnectionPlan {
  const { options } = dsn;
  const { applicationName = defaults.applicationName, statementTimeoutMs } = options;
  const startupOptions = printStartupOptions(dsn);
  const tls: TlsOptions = {
    mode: options.sslMode ?? 'prefer',
    ...(options.sslRootCert === undefined ? {} : { rootCert: options.sslRootCert }),
    ...(options.sslCert === undefined ? {} : { cert: options.sslCert }),
    ...(options.sslKey === undefined ? {} : { key: options.sslKey }),
  };
  const [option, problem] = tlsContradiction(tls) ?? [];
  if (option !== undefined && problem !== undefined) throw new DsnError(`option ${option}`, problem);
  return {
    endpoints: endpointsOf(dsn, defaults),
    login: {
      user: dsn.user ?? defaults.user,
      password: dsn.password ?? defaults.password,
      database: dsn.database ?? defaults.database,
      tls,
      ...(applicationName === undefined ? {} : { applicationName }),
      ...(statementTimeoutMs === undefined ? {} : { statementTimeoutMs }),
      ...(startupOptions === '' ? {} : { startupOptions }),
    },
    target: options.targetSessionAttrs ?? defaults.target ?? 'read-write',
    order: ORDERS[options.loadBalanceHosts ?? 'disable'],
    connectTimeoutMs: options.connectTimeoutSeconds ? options.connectTimeoutSeconds * 1000 : defaults.connectTimeoutMs,
  };
}

/** A place that is named twice counts once. */
function endpointsOf({ hosts }: Dsn, { host, port }: ConnectionDefaults): readonly Endpoint[] {
  const endpoints = (hosts.length > 0 ? hosts : [{}]).map((each) => ({ host, port, ...each }));
  return endpoints.filter(
    (each, index) => index === endpoints.findIndex((other) => other.host === each.host && other.port === each.port),
  );
}

/** `-c name=value …` of the settings that are not ours; a space or backslash in a value is escaped by a backslash. */
function printStartupOptions({ options, serverSettings }: Dsn): string {
  const settings = [...serverSettings].map(([name, value]) => `-c ${name}=${value.replaceAll(/[\\\s]/g, '\\$&')}`);
  return [...(options.startupOptions === undefined ? [] : [options.startupOptions]), ...settings].join(' ');
}
