import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { apiError } from '../errors/apiError.ts';
import { mapError } from '../errors/mapError.ts';
import { envelopeOf, JSON_TYPE } from '../errors/renderError.ts';
import { ErrorObject } from '../operations/answerObjects.ts';
import type { Compatibility } from '../operations/compatibility.ts';
import { flag, readQuery } from '../wire/query/queryParameters.ts';
import { queryText } from '../wire/query/queryText.ts';
import type { ReadingRules } from '../wire/query/readingRules.ts';
import { type CheckedDependency, checkAll, type Health } from './health.ts';

const Seconds = Type.Number({ description: 'Seconds that the checks took' });
const Healthy = Type.Object({
  execution_time: Seconds,
  warnings: Type.Optional(
    Type.Object(
      {
        other_models: Type.Record(Type.String(), Type.Integer(), {
          description: 'Descriptors that no search finds, by the model that made them',
        }),
      },
      { description: 'An extension: with `include_luna_services=1`, and only when there is something to warn of' },
    ),
  ),
});
const Unhealthy = Type.Object({
  ...ErrorObject.properties,
  execution_time: Seconds,
  components: Type.Array(
    Type.Object({
      name: Type.String(),
      status: Type.Unsafe<string>({ type: 'string', enum: ['Healthy', 'Unhealthy'] }),
      execution_time: Seconds,
      error: Type.Optional(ErrorObject),
    }),
  ),
});

const query = {
  include_luna_services: flag(false, 'Ask everything that requests depend on, not only the database'),
};

/** GET /healthcheck (contract 70): the time it took, or 502 with each part, its status and its error. */
export function registerHealth(app: FastifyInstance, health: Health, rules: ReadingRules): void {
  const { compatibility } = rules;
  app.get(
    '/healthcheck',
    {
      schema: {
        tags: ['service'],
        summary: 'Whether the service and what it depends on answer',
        querystring: Type.Object({ include_luna_services: Type.Optional(query.include_luna_services.schema) }),
        response: { 200: Healthy, 502: Unhealthy, default: ErrorObject },
      },
    },
    async (request, reply) => {
      const all = readQuery(query, new URLSearchParams(queryText(request.url)), rules).include_luna_services;
      const start = performance.now();
      const checked = await checkAll(all ? [health.database, ...health.services] : [health.database]);
      const execution_time = (performance.now() - start) / 1000;
      const failed = checked.filter(({ failure }) => failure);
      if (failed.length === 0) {
        const other_models = all ? health.otherModels() : undefined;
        return { execution_time, ...(other_models && { warnings: { other_models } }) };
      }
      for (const { name, failure } of failed) {
        request.log.error({ err: failure?.cause, component: name }, 'health check failed');
      }
      const components = checked.map((each) => packComponent(each, compatibility));
      const body = { ...envelopeOf(apiError('unhealthy'), compatibility), execution_time, components };
      // The text is final: a serializer writes optional members last, and the envelope has its order.
      return reply.code(502).type(JSON_TYPE).serializer(String).send(JSON.stringify(body));
    },
  );
}

function packComponent({ name, seconds, failure }: CheckedDependency, compatibility: Compatibility) {
  if (!failure) return { name, status: 'Healthy', execution_time: seconds };
  // The text of the cause names hosts and paths: it is for the log.
  const error = envelopeOf(mapError(failure.cause, compatibility) ?? apiError('unknown'), compatibility);
  return { name, status: 'Unhealthy', execution_time: seconds, error };
}
