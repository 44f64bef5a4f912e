import type { Server as TlsServer } from 'node:tls';
import type { FastifyInstance } from 'fastify';
import type { Certificates } from '../../http/certificates.ts';
import type { Settings } from '../../settings/schema.ts';
import { listenOnSocket } from '../admin/localAdmin.ts';
import { type AppParts, LATE_MS } from '../parts.ts';
import { closeServer } from './closeServer.ts';
import { Connections } from './connections.ts';
import { listenOn } from './listen.ts';
import { placesOf, urlOf } from './places.ts';

export interface Servers {
  readonly server: FastifyInstance;
  /** Undefined: the administrator's API is off. */
  readonly admin: FastifyInstance | undefined;
  /** For commands beside an embedded database. */
  readonly localAdmin: FastifyInstance | undefined;
  readonly certificates: Certificates | undefined;
}

export interface Listening {
  readonly url: string;
  readonly adminUrl: string | undefined;
}

type ListenSettings = Pick<Settings, 'CLOSE_TIMEOUT_SECONDS' | 'DATA_DIR'> & Parameters<typeof placesOf>[0];

/**
 * Opens the ports, the public one last. They are the first to be closed again.
 * @throws AddressRefused
 */
export async function startListening(
  settings: ListenSettings,
  { server, admin, localAdmin, certificates }: Servers,
  parts: AppParts,
): Promise<Listening> {
  const { place, adminPlace } = placesOf(settings);
  const closeTimeout = settings.CLOSE_TIMEOUT_SECONDS * 1000;
  const servers = [server, admin, localAdmin]
    .flatMap((each) => each ?? [])
    .map((each) => ({ server: each, connections: new Connections(each.server) }));
  const close = async () => {
    await Promise.all(servers.map((each) => closeServer(each, closeTimeout)));
  };
  await parts.keep('servers', Promise.resolve({ close }), closeTimeout + LATE_MS);
  if (localAdmin) await listenOnSocket(localAdmin, settings.DATA_DIR);
  const adminUrl = admin && urlOf(await listenOn(admin, adminPlace), 'http');
  const url = urlOf(await listenOn(server, place), certificates ? 'https' : 'http');
  // A server with TLS is one of tls.Server, whatever fastify's types say.
  certificates?.follow(server.server as unknown as TlsServer);
  return { url, adminUrl };
}
