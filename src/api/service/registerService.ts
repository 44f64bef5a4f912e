import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Cors } from '../cors.ts';
import { apiError } from '../errors.ts';
import { registerOtherMethods } from '../otherMethods.ts';
import { flag, type ReadingRules, readQuery } from '../queryParameters.ts';
import { ErrorObject } from '../schemas.ts';
import type { ConfigResource } from './config.ts';
import { checkAll, type Health } from './health.ts';
import { packVersions, parseVersion } from './versions.ts';

export interface ServiceParts {
  readonly health: Health;
  readonly version: string;
  readonly config: ConfigResource | undefined;
  readonly rules: ReadingRules;
  readonly cors: Cors;
}

const Checked = {
  execution_time: Type.Number({ description: 'Seconds that the check took' }),
  last_check_time: Type.String(),
};
const HealthObject = Type.Object({
  ...Checked,
  dependencies: Type.Optional(Type.Array(Type.Object({ name: Type.String(), ...Checked }))),
});

/** Members by the service and its mode (contract 70). */
const AnyObject = Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true });

const healthQuery = {
  include_luna_services: flag(false, 'Ask everything that requests depend on, not only the database, and name it'),
};

/** Resources without a version in their path (contract 70); open to everyone, but for `/config`. */
export function registerService(app: FastifyInstance, { health, version, config, rules, cors }: ServiceParts): void {
  const versions = packVersions(parseVersion(version), rules.compatibility);
  const pages = ['/version', '/healthcheck', '/metrics', '/docs', '/docs/spec', '/docs/*'];

  app.get(
    '/version',
    { schema: { tags: ['service'], summary: 'Versions', response: { 200: AnyObject, default: ErrorObject } } },
    async () => versions,
  );

  app.get(
    '/healthcheck',
    {
      schema: {
        tags: ['service'],
        summary: 'Whether the service and what it depends on answer',
        querystring: Type.Object({ include_luna_services: Type.Optional(healthQuery.include_luna_services.schema) }),
        response: { 200: HealthObject, default: ErrorObject },
      },
    },
    async (request) => {
      const all = readQuery(healthQuery, queryOf(request), rules).include_luna_services;
      const start = performance.now();
      try {
        const dependencies = await checkAll(all ? [health.database, ...health.services] : [health.database]);
        const seconds = (performance.now() - start) / 1000;
        return { execution_time: seconds, last_check_time: new Date().toISOString(), ...(all && { dependencies }) };
      } catch (error) {
        request.log.error({ err: error }, 'health check failed');
        throw apiError('unhealthy');
      }
    },
  );

  // Backport 3 answers so where its metrics are switched off; this service keeps none yet.
  app.get('/metrics', { schema: { hide: true } }, async () => {
    throw apiError('metricsOff');
  });

  if (config) {
    app.get(
      '/config',
      {
        config: { challenge: 'Bearer realm="admin"' },
        schema: { tags: ['service'], summary: 'Settings in force, secrets hidden', security: [{ admin: [] }] },
      },
      async (request) => {
        const { authorization } = request.headers;
        if (!config.opens(authorization)) throw apiError(authorization ? 'accountNotFound' : 'noCredentials');
        return config.shown;
      },
    );
    pages.push('/config');
  }

  for (const url of pages) {
    if (url.startsWith('/docs'))
      app.options(url, { schema: { hide: true } }, (_request, reply) => cors.preflight(reply, 'GET, OPTIONS'));
    else registerOtherMethods(app, url, ['GET'], cors);
  }
}

function queryOf({ url }: FastifyRequest): URLSearchParams {
  return new URL(url, 'http://service').searchParams;
}
