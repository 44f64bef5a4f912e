import type { FastifyInstance, FastifyRequest } from 'fastify';
import { apiError } from '../errors/apiError.ts';
import type { Cors } from '../request/cors.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/**
 * What a path answers to the methods that it lacks: OPTIONS lists those that it has and needs no credentials
 * (contract 00 §3), any other is 405.
 * @param check what must hold of the path itself, else it is no page
 */
export function registerOtherMethods(
  app: FastifyInstance,
  url: string,
  methods: readonly string[],
  cors: Cors,
  check: (request: FastifyRequest) => void = () => undefined,
): void {
  const allow = [...methods, 'OPTIONS'].join(', ');
  const schema = { hide: true };
  app.route({
    method: 'OPTIONS',
    url,
    schema,
    onRequest: async (request) => check(request),
    handler: (_request, reply) => cors.preflight(reply, allow),
  });
  app.route({
    method: METHODS.filter((method) => !methods.includes(method)),
    url,
    schema,
    async onRequest(request, reply) {
      check(request);
      reply.header('Allow', allow);
      throw apiError('methodNotAllowed');
    },
    handler: async () => undefined,
  });
}
