import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { DOCS_PAGES } from '../documented/docs.ts';
import { apiError } from '../errors/apiError.ts';
import { ErrorObject } from '../operations/answerObjects.ts';
import { registerOtherMethods } from '../operations/otherMethods.ts';
import type { Cors } from '../request/cors.ts';
import type { ReadingRules } from '../wire/query/readingRules.ts';
import type { ConfigResource } from './config.ts';
import type { Health } from './health.ts';
import type { MetricsPage } from './metricsPage.ts';
import { registerHealth } from './registerHealth.ts';
import { packVersions, parseVersion } from './versions.ts';

export interface ServiceParts {
  readonly health: Health;
  readonly version: string;
  readonly config: ConfigResource | undefined;
  readonly metrics: MetricsPage | undefined;
  readonly rules: ReadingRules;
  readonly cors: Cors;
}

/** Members by the service and its mode (contract 70). */
const AnyObject = Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true });

/** Resources without a version in their path (contract 70); open to everyone, but for `/config`. */
export function registerService(
  app: FastifyInstance,
  { health, version, config, metrics, rules, cors }: ServiceParts,
): void {
  const versions = packVersions(parseVersion(version), rules.compatibility);
  const pages = ['/version', '/healthcheck', '/metrics', ...DOCS_PAGES];

  app.get(
    '/version',
    { schema: { tags: ['service'], summary: 'Versions', response: { 200: AnyObject, default: ErrorObject } } },
    async () => versions,
  );

  registerHealth(app, health, rules);

  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) => {
    if (!metrics) throw apiError('metricsOff');
    return reply.type(metrics.contentType).send(await metrics.render());
  });

  if (config) {
    app.get(
      '/config',
      {
        config: { challenge: 'Bearer realm="admin"' },
        schema: {
          tags: ['service'],
          summary: 'Settings in force, secrets hidden',
          security: [{ admin: [] }],
          response: { 200: AnyObject, default: ErrorObject },
        },
      },
      async (request) => {
        const { authorization } = request.headers;
        if (!config.opens(authorization)) throw apiError(authorization ? 'accountNotFound' : 'noCredentials');
        return config.shown;
      },
    );
    pages.push('/config');
  }

  for (const url of pages) registerOtherMethods(app, url, ['GET'], cors);
}
