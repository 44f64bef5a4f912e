import { pino } from 'pino';
import { createServer, type ServerOptions } from '../src/api/server.ts';
import { appVersion } from '../src/app/version.ts';
import { ByteBudget } from '../src/concurrency/memory/byteBudget.ts';

/** The OpenAPI document as a service in Backport 3 mode shows it at /docs/spec. */
export async function openApiDocument(): Promise<Record<string, unknown>> {
  // Routes are registered and nobody calls them: what they stand on is never asked, and need not be here.
  const options: Partial<ServerOptions> = {
    mode: 'backport3',
    version: appVersion(),
    log: pino({ level: 'silent' }),
    logTime: 'UTC',
    cors: { origins: ['*'], extraHeaders: [], maxAgeSeconds: 0 },
    maxCandidates: 5,
    clientAddress: () => '',
    bodyMemory: new ByteBudget('memory for bodies', 0),
    requestTimeout: 1000,
  };
  const server = await createServer(options as ServerOptions);
  try {
    const answer = await server.inject({ url: '/docs/spec', headers: { accept: 'application/json' } });
    return answer.json();
  } finally {
    await server.close();
  }
}
