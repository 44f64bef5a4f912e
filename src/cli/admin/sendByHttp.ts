import { type RequestOptions, request } from 'node:http';
import { join } from 'node:path';
import { ADMIN_SOCKET } from '../../app/admin/localAdmin.ts';
import { shortPath } from '../../databases/pglite/shortPath.ts';
import type { Settings } from '../../settings/schema.ts';
import { CommandFailed } from '../commandFailed.ts';
import { EXIT } from '../exitCodes.ts';
import type { AdminTransport, Received, Sent } from './adminTransport.ts';

type Reason = (error: NodeJS.ErrnoException) => Error;

/** The admin API of the node at ADMIN_HOST and ADMIN_PORT. */
export function nodeTransport({ ADMIN_HOST, ADMIN_PORT, ADMIN_KEY }: Settings): AdminTransport {
  const host = ['0.0.0.0', '::'].includes(ADMIN_HOST) ? '127.0.0.1' : ADMIN_HOST;
  const explain: Reason = (error) => {
    const why = `the admin API at ${host}:${ADMIN_PORT} does not answer (${error.code ?? error.message})`;
    return new CommandFailed(`${why}: was the server started with ADMIN_KEY?`, EXIT.failure);
  };
  return {
    send: (sent) => send({ host, port: ADMIN_PORT }, sent, `Bearer ${ADMIN_KEY}`, explain),
    close: async () => undefined,
  };
}

/** No server listens there, or this user may not ask. */
export class SocketClosed extends Error {
  override readonly name = 'SocketClosed';
  readonly code: string | undefined;
  constructor(cause: NodeJS.ErrnoException) {
    super(`no server answers on ${ADMIN_SOCKET}`, { cause });
    this.code = cause.code;
  }
}

/** The admin API of the server that holds the embedded database of the folder. Sending throws SocketClosed. */
export function socketTransport(dataDirectory: string): AdminTransport {
  return {
    async send(sent) {
      const folder = shortPath(dataDirectory);
      const socketPath = join(folder.path, ADMIN_SOCKET);
      try {
        return await send({ socketPath }, sent, undefined, (error) => new SocketClosed(error));
      } finally {
        folder.close();
      }
    },
    close: async () => undefined,
  };
}

/** Without a limit of time: the erasure of a large account takes minutes. */
function send(
  to: RequestOptions,
  { method, path, body, accept, signal }: Sent,
  authorization: string | undefined,
  explain: Reason,
): Promise<Received> {
  const bytes = body && Buffer.from(JSON.stringify(body));
  const headers = {
    accept,
    ...(authorization !== undefined && { authorization }),
    ...(bytes && { 'content-type': 'application/json', 'content-length': bytes.length }),
  };
  return new Promise((resolve, reject) => {
    const outgoing = request({ ...to, method, path, headers, ...(signal && { signal }) }, (incoming) =>
      resolve({ status: incoming.statusCode ?? 0, body: incoming }),
    );
    outgoing.on('error', (error: NodeJS.ErrnoException) => reject(explain(error)));
    outgoing.end(bytes);
  });
}
