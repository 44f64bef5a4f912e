import { lookup } from 'node:dns/promises';
import { isIP, isIPv6 } from 'node:net';

/** A host as the configuration names it: name, IP address, or the folder of a Unix socket (starts with `/`). */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** One of the machines that an endpoint's name may stand for. */
export interface Address extends Endpoint {
  /** What to connect to: an IP address or the folder of a socket. `host` stays the name that a certificate proves. */
  readonly ip: string;
}

export type Resolve = (name: string) => Promise<readonly string[]>;

const resolveByDns: Resolve = async (name) => (await lookup(name, { all: true })).map(({ address }) => address);

/**
 * All addresses of an endpoint, in the order of the resolver. Resolved again for every search, since a name may move to
 * another machine in a fail-over.
 */
export async function addressesOf(endpoint: Endpoint, resolve: Resolve = resolveByDns): Promise<readonly Address[]> {
  const { host } = endpoint;
  const direct = host.startsWith('/') || isIP(host) !== 0;
  const ips = direct ? [host] : await resolve(host);
  return [...new Set(ips)].map((ip) => ({ ...endpoint, ip }));
}

/** `host:port` for logs; the address is added where it differs from the name. */
export function nameOf(place: Endpoint | Address): string {
  const host = isIPv6(place.host) ? `[${place.host}]` : place.host;
  const ip = 'ip' in place && place.ip !== place.host ? ` (${place.ip})` : '';
  return `${host}:${place.port}${ip}`;
}
