import { chmod, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { shortPath } from '../../databases/pglite/shortPath.ts';

/** In a data directory: where commands reach the server that holds the embedded database. */
export const ADMIN_SOCKET = 'admin.sock';

/**
 * Has the administrator's API listen on a socket in the data directory. Anyone who may open the database may open it: no key
 * is needed. The caller holds the directory lock, so that a socket that is there was left by a dead process.
 */
export async function listenOnSocket(server: FastifyInstance, dataDirectory: string): Promise<void> {
  const folder = shortPath(dataDirectory);
  const path = join(folder.path, ADMIN_SOCKET);
  await rm(path, { force: true });
  // Its file goes with the server, which needs the short path until then.
  server.server.once('close', folder.close);
  await server.listen({ path, listenTextResolver: (address) => `the admin API listens at ${address}` });
  await chmod(path, 0o600);
}
