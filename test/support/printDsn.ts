import type { Dsn, DsnHost } from '../../src/failover/dsn/dsn.ts';
import { knownOptions } from '../../src/failover/dsn/dsnOptions.ts';

/** The DSN as text that `parseDsn` reads back as the same. */
export function printDsn(dsn: Dsn): string {
  const password = dsn.password === undefined ? '' : `:${encodeURIComponent(dsn.password)}`;
  const named = dsn.user !== undefined || dsn.password !== undefined;
  const credentials = named ? `${encodeURIComponent(dsn.user ?? '')}${password}@` : '';
  const hosts = dsn.hosts.map(printHost).join(',');
  const database = dsn.database === undefined ? '' : `/${encodeURIComponent(dsn.database)}`;
  const options = [...knownOptionsOf(dsn), ...dsn.serverSettings]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  return `postgres://${credentials}${hosts}${database}${options ? `?${options}` : ''}`;
}

function printHost({ host = '', port }: DsnHost): string {
  // Brackets only where the name would else be cut at its first colon.
  const name =
    host.includes(':') && !host.startsWith('/')
      ? `[${encodeURIComponent(host).replaceAll('%3A', ':')}]`
      : encodeURIComponent(host);
  return port === undefined ? name : `${name}:${port}`;
}

function knownOptionsOf({ options }: Dsn): [string, string][] {
  const given: Readonly<Record<string, unknown>> = options;
  return Object.entries(knownOptions).flatMap(([member, { name }]) =>
    given[member] === undefined ? [] : [[name, String(given[member])]],
  );
}
