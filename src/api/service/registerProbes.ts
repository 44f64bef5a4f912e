import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { ApiError } from '../errors/apiError.ts';
import { ErrorObject } from '../operations/answerObjects.ts';
import { registerOtherMethods } from '../operations/otherMethods.ts';
import type { Cors } from '../request/cors.ts';
import type { Readiness } from './readiness.ts';

const Ready = Type.Object({ ready: Type.Literal(true) });
const Alive = Type.Object({ alive: Type.Literal(true) });
const RETRY_AFTER_SECONDS = 1;

/**
 * Probes for orchestrators and load balancers (beyond the contract; the names are those of Kubernetes), open to everyone.
 * `/livez` says that the process need not be restarted: a database that is out of reach is no reason, the embedded one that
 * its disk has failed is one.
 */
export function registerProbes(app: FastifyInstance, readiness: Readiness, cors: Cors): void {
  app.get(
    '/livez',
    {
      schema: {
        tags: ['service'],
        summary: 'Whether the process runs: 503 when only a restart helps',
        response: { 200: Alive, default: ErrorObject },
      },
    },
    async () => {
      if (!readiness.isAlive()) throw new ApiError('unavailable', { retryAfter: RETRY_AFTER_SECONDS });
      return { alive: true as const };
    },
  );

  app.get(
    '/readyz',
    {
      schema: {
        tags: ['service'],
        summary:
          'Whether requests can be served: 503 while the database is out of reach, what is stored cannot be written, or the service closes',
        response: { 200: Ready, default: ErrorObject },
      },
    },
    async () => {
      try {
        await readiness.check();
      } catch {
        // Its owner logs changes of readiness: this is called every second.
        throw new ApiError('unavailable', { retryAfter: RETRY_AFTER_SECONDS });
      }
      return { ready: true as const };
    },
  );

  for (const url of ['/livez', '/readyz']) registerOtherMethods(app, url, ['GET'], cors);
}
