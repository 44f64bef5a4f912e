import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { createNetworks } from './networks.ts';

type Asked = Pick<IncomingMessage, 'socket' | 'headers'>;

/** Finds out where a request comes from: an IP address in plain form, empty when the connection is gone. */
export type ClientAddress = (request: Asked) => string;

/** The end of a header that is looked at: what a client writes before the proxies do is not worth more. */
const LONGEST_CHAIN = 4096;
const MOST_HOPS = 32;
const MAPPED = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i;

/**
 * The peer of the connection; or, when that is a trusted proxy, the address that the proxy names in `X-Forwarded-For` or `Forwarded`
 * (RFC 7239). The header is read from its end, where the last proxy has written: the first address that is no trusted proxy
 * is the client's, and what stands before it may be anything. A part that is no address ends the way at the proxy that
 * passed it on; so do two headers that disagree, since a proxy writes one of them and lets a client's other one through.
 * @param trusted addresses and networks in CIDR notation
 */
export function createClientAddress(trusted: readonly string[]): ClientAddress {
  const isProxy = createNetworks(trusted);

  const follow = (peer: string, hops: readonly string[]) => {
    let current = peer;
    for (const hop of hops.slice(-MOST_HOPS).reverse()) {
      if (!isProxy(current)) break;
      const address = addressIn(hop);
      if (address === undefined) break;
      current = address;
    }
    return current;
  };

  return ({ socket, headers }) => {
    const peer = plainAddress(socket.remoteAddress ?? '');
    if (trusted.length === 0 || isIP(peer) === 0 || !isProxy(peer)) return peer;
    const named = [xForwardedFor(headers), forwarded(headers)].filter((hops) => hops.length > 0);
    const found = new Set(named.map((hops) => follow(peer, hops)));
    const [only = peer] = found;
    return found.size > 1 ? peer : only;
  };
}

function xForwardedFor(headers: IncomingMessage['headers']): readonly string[] {
  return listed(headers['x-forwarded-for']);
}

/** Cut at each comma, quoted or not: a quotation mark that a client has left open must not hide what proxies wrote after it. */
function forwarded(headers: IncomingMessage['headers']): readonly string[] {
  return listed(headers.forwarded).map((hop) => /(?:^|;)\s*for\s*=\s*"?([^";]*)"?\s*(?:;|$)/i.exec(hop)?.[1] ?? '');
}

function listed(header: string | readonly string[] | undefined): readonly string[] {
  const text = String(header ?? '').slice(-LONGEST_CHAIN);
  return text === '' ? [] : text.split(',');
}

/** `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]:4711`; undefined for `unknown`, `_hidden` and the like. */
function addressIn(hop: string): string | undefined {
  const text = hop.trim();
  const [, bracketed] = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(text) ?? [];
  const [, withPort] = /^([\d.]+):\d{1,5}$/.exec(text) ?? [];
  const address = plainAddress(bracketed ?? withPort ?? text);
  return isIP(address) === 0 ? undefined : address;
}

/** Without the IPv6 form of an IPv4 address, and without the zone. */
export function plainAddress(address: string): string {
  return address.replace(MAPPED, '').replace(/%.*$/, '');
}
