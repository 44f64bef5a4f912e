import { lookup } from 'node:dns/promises';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** Where to listen, and the settings that say so. */
export interface ListenPlace {
  readonly host: string;
  readonly port: number;
  readonly settings: { readonly host: 'HOST' | 'ADMIN_HOST'; readonly port: 'PORT' | 'ADMIN_PORT' };
}

/** The address cannot be listened on; the message is one line for the operator and names the setting. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

/** Looks the name up, if it is one: a misspelt name shows before anything slow is begun. @throws AddressRefused */
export async function requireHost(place: ListenPlace): Promise<void> {
  await lookup(place.host).catch((error: NodeJS.ErrnoException) => {
    throw explain(place, error);
  });
}

/** @returns where it listens. @throws AddressRefused */
export async function listenOn(server: FastifyInstance, place: ListenPlace): Promise<AddressInfo> {
  const { host, port, settings } = place;
  const who = settings.host === 'HOST' ? 'the API' : 'the admin API';
  await server
    .listen({ host, port, listenTextResolver: (address) => `${who} listens at ${address}` })
    .catch((error: NodeJS.ErrnoException) => {
      throw explain(place, error);
    });
  return server.server.address() as AddressInfo;
}

/** Anything but a refusal of the system is a defect, and stays what it is. */
function explain({ host, port, settings }: ListenPlace, error: NodeJS.ErrnoException): Error {
  const { code, syscall } = error;
  const byHost = `${settings.host} = ${host}`;
  const byPort = `${settings.port} = ${port}`;
  if (syscall === 'getaddrinfo') {
    const hint = 'give an address of this machine, or a name of it';
    return new AddressRefused(`${byHost}: nobody knows this name (${code}); ${hint}`, { cause: error });
  }
  if (syscall !== 'listen' && syscall !== 'bind') return error;
  switch (code) {
    case 'EADDRINUSE':
      return new AddressRefused(`${byPort}: ${host}:${port} is in use; stop the other process or set another port`, {
        cause: error,
      });
    case 'EADDRNOTAVAIL':
      return new AddressRefused(`${byHost}: is no address of this machine (${code})`, { cause: error });
    case 'EACCES':
      return new AddressRefused(`${byPort}: this user may not listen on ${host}:${port} (${code})`, { cause: error });
    default:
      return new AddressRefused(`${byHost}, ${byPort}: cannot be listened on (${code})`, { cause: error });
  }
}
