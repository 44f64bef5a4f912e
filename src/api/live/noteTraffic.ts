import type { FastifyInstance } from 'fastify';
import type { Live } from '../../core/live/liveFigures.ts';

const SEARCH_TAGS: ReadonlySet<string> = new Set(['matching']);
const SEARCHES: ReadonlySet<string> = new Set(['runIdentify', 'runVerify', 'searchByFace']);

/** Counts each request that an account had answered; streams end with the server. */
export function noteTraffic(app: FastifyInstance, live: () => Live | undefined): void {
  app.addHook('onResponse', (request, reply, done) => {
    const { identity } = request.admission ?? {};
    const { operation } = request.routeOptions.config;
    if (identity && operation && operation.operationId !== 'getLiveFigures') {
      live()?.traffic.note(identity.account.accountId, {
        isPhoto: operation.body !== undefined && operation.body.kind !== 'json' && reply.statusCode < 400,
        isSearch: SEARCH_TAGS.has(operation.tag) || SEARCHES.has(operation.operationId),
        isError: reply.statusCode >= 400,
        ms: reply.elapsedTime,
      });
    }
    done();
  });
  app.addHook('preClose', (done) => {
    live()?.close();
    done();
  });
}
