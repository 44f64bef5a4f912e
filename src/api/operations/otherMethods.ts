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
  // One route for all of them: of a start, each registration is half a millisecond.
  app.route({
    method: ['OPTIONS', ...METHODS.filter((method) => !methods.includes(method))],
    url,
    schema: { hide: true },
    async onRequest(request, reply) {
      check(request);
      if (request.method === 'OPTIONS') return;
      reply.header('Allow', allow);
      throw apiError('methodNotAllowed');
    },
    handler: (_request, reply) => cors.preflight(reply, allow),
  });
}
