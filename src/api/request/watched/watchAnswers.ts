import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AccountId } from '../../../domain/ids.ts';
import { shownToken } from './shownToken.ts';

/** A request whose answer has left, or whose client has. What several of those who are told of it need is found out once. */
export interface Answered {
  readonly request: FastifyRequest;
  readonly status: number;
  /** Milliseconds from its head to the end of its answer. */
  readonly ms: number;
  /** Whose credentials were right. */
  readonly accountId: AccountId | undefined;
  /** The fingerprint of its token. */
  readonly token: string | undefined;
}

/** Is told of each request that was answered; never throws. */
export type AnswerWatcher = (answered: Answered) => void;

/** One hook for all: what the framework does for a hook takes as long as what most of them do. */
export function watchAnswers(app: FastifyInstance, watchers: readonly AnswerWatcher[]): void {
  app.addHook('onResponse', (request, reply, done) => {
    const answered = answeredOf(request, reply);
    for (const watch of watchers) watch(answered);
    done();
  });
}

function answeredOf(request: FastifyRequest, { statusCode, elapsedTime }: FastifyReply): Answered {
  const identity = request.admission?.identity;
  const accountId = identity?.account.accountId;
  return { request, status: statusCode, ms: elapsedTime, accountId, token: shownToken(identity) };
}
