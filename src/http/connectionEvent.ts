import type { Server } from 'node:http';

/** The event by which a server tells of connections that requests come on: with TLS that is not the first one. */
export function connectionEvent(server: Server): 'connection' | 'secureConnection' {
  return 'setSecureContext' in server ? 'secureConnection' : 'connection';
}
