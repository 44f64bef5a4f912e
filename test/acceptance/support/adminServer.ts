import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Answer, Client, type RequestOptions } from './client.ts';
import { Server } from './server.ts';
import { freePort, startServer } from './serverProcess.ts';
import type { Mode } from './target.ts';

export const ADMIN_KEY = 'the-key-of-the-administrator';

/** A server with the administrator's API. */
export interface AdminServer {
  readonly server: Server;
  readonly adminUrl: string;
  /** Without a key. */
  readonly stranger: Client;
  admin(method: string, path: string, json?: unknown): Promise<Answer>;
  close(): Promise<void>;
}

/** Starts a server of our own, since the administrator's API is off by default. */
export async function startAdminServer(
  mode: Mode,
  settings: Readonly<Record<string, string>> = {},
): Promise<AdminServer> {
  const folder = await mkdtemp(join(tmpdir(), `luna-acceptance-admin-${mode}-`));
  const port = String(await freePort());
  const running = await startServer({
    COMPATIBILITY: mode,
    DATA_DIR: folder,
    VISION_WORKERS: '1',
    ADMIN_KEY,
    ADMIN_PORT: port,
    ...settings,
  });
  const adminUrl = `http://127.0.0.1:${port}`;
  const stranger = new Client(adminUrl, undefined, undefined, '');
  const headers = { authorization: `Bearer ${ADMIN_KEY}` };
  return {
    server: new Server({ url: running.url, mode }),
    adminUrl,
    stranger,
    admin(method, path, json) {
      const options: RequestOptions = json === undefined ? { headers } : { headers, json };
      return stranger.send(method, path, options);
    },
    async close() {
      await running.kill('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
