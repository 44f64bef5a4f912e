import type { FastifyInstance } from 'fastify';
import type { Live } from '../../core/live/liveFigures.ts';
import type { AnswerWatcher } from '../request/watched/watchAnswers.ts';

const SEARCH_TAGS: ReadonlySet<string> = new Set(['matching']);
const SEARCHES: ReadonlySet<string> = new Set(['runIdentify', 'runVerify', 'searchByFace']);

/** Counts each request that an account had answered; streams end with the server. */
export function noteTraffic(app: FastifyInstance, live: () => Live | undefined): AnswerWatcher {
  app.addHook('preClose', (done) => {
    live()?.close();
    done();
  });
  return ({ request, status, ms, accountId }) => {
    const { operation } = request.route;
    if (accountId === undefined || !operation || operation.operationId === 'getLiveFigures') return;
    live()?.traffic.note(accountId, {
      isPhoto: operation.body !== undefined && operation.body.kind !== 'json' && status < 400,
      isSearch: SEARCH_TAGS.has(operation.tag) || SEARCHES.has(operation.operationId),
      isError: status >= 400,
      ms,
    });
  };
}
