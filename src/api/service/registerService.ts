import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { Compatibility } from '../compatibility.ts';
import { apiError } from '../errors.ts';
import { ErrorObject } from '../schemas.ts';
import type { Health } from './health.ts';
import { packVersions, parseVersion } from './versions.ts';

export interface ServiceParts {
  readonly health: Health;
  readonly version: string;
  readonly compatibility: Compatibility;
}

const HealthObject = Type.Object({
  execution_time: Type.Number({ description: 'Seconds that the check took' }),
  last_check_time: Type.String(),
});

/** Resources without a version in their path, open to everyone (contract 70). */
export function registerService(app: FastifyInstance, { health, version, compatibility }: ServiceParts): void {
  const versions = packVersions(parseVersion(version), compatibility);

  app.get('/version', { schema: { tags: ['service'], summary: 'Versions' } }, async () => versions);

  app.get(
    '/healthcheck',
    {
      schema: {
        tags: ['service'],
        summary: 'Whether the service and what it depends on answer',
        response: { 200: HealthObject, default: ErrorObject },
      },
    },
    async (request) => {
      const start = performance.now();
      try {
        await health.check();
      } catch (error) {
        request.log.error({ err: error }, 'health check failed');
        throw apiError('unhealthy');
      }
      return { execution_time: (performance.now() - start) / 1000, last_check_time: new Date().toISOString() };
    },
  );

  for (const url of ['/version', '/healthcheck']) {
    app.options(url, { schema: { hide: true } }, (_request, reply) =>
      reply.code(204).header('Allow', 'GET, OPTIONS').header('Access-Control-Allow-Methods', 'GET, OPTIONS').send(),
    );
    app.route({
      method: ['POST', 'PUT', 'PATCH', 'DELETE'],
      url,
      schema: { hide: true },
      async handler(_request, reply) {
        reply.header('Allow', 'GET, OPTIONS');
        throw apiError('methodNotAllowed');
      },
    });
  }
}
