import type { AddressInfo } from 'node:net';
import type { Settings } from '../../settings/schema.ts';
import type { ListenPlace } from './listen.ts';

/** Where the settings have the two servers listen. */
export function placesOf({
  HOST,
  PORT,
  ADMIN_HOST,
  ADMIN_PORT,
}: Settings): Readonly<Record<'place' | 'adminPlace', ListenPlace>> {
  return {
    place: { host: HOST, port: PORT, settings: { host: 'HOST', port: 'PORT' } },
    adminPlace: { host: ADMIN_HOST, port: ADMIN_PORT, settings: { host: 'ADMIN_HOST', port: 'ADMIN_PORT' } },
  };
}

/** An address that a client on this machine can use. */
export function urlOf({ address, family, port }: AddressInfo, scheme: 'http' | 'https'): string {
  if (address === '0.0.0.0' || address === '::') return `${scheme}://127.0.0.1:${port}`;
  return `${scheme}://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
