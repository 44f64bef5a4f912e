import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface BareServer {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

const SCRIPT = fileURLToPath(new URL('./bareServer.ts', import.meta.url));

/** @param database a connection URL of Postgres, or the folder of an embedded database; the tables are there */
export async function startBareServer(
  database: { readonly postgres: string } | { readonly pglite: string },
): Promise<BareServer> {
  const where = 'postgres' in database ? { BARE_POSTGRES: database.postgres } : { BARE_PGLITE: database.pglite };
  const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT], {
    env: { ...process.env, NODE_ENV: 'production', ...where },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const [, url] = /^ready (\S+)/.exec(line) ?? [];
    if (url === undefined) continue;
    return {
      url,
      pid: child.pid ?? 0,
      async stop() {
        const gone = once(child, 'exit');
        child.kill('SIGTERM');
        await gone;
      },
    };
  }
  throw new Error('the bare server ended before it was ready');
}
