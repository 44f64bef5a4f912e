import type { FastifyRequest, RouteShorthandOptions } from 'fastify';
import type { Compatibility } from '../operations/compatibility.ts';
import type { EventFacts, EventSink } from './eventSource.ts';

/** What a request will be an event of, once its answer has left. */
declare module 'fastify' {
  interface FastifyRequest {
    eventFacts: EventFacts | undefined;
  }
}

/** Hands the text of an answer to the sink, for requests that noted their facts. A failed extraction is no event. */
export function answerEvents(
  sink: EventSink,
  { tellsFailedMatching: tellsFailed }: Compatibility,
): Pick<RouteShorthandOptions, 'onSend'> {
  return {
    onSend(request, reply, payload, done) {
      const { eventFacts } = request;
      const isTold = reply.statusCode < 300 || (tellsFailed && eventFacts?.eventType === 'match');
      if (eventFacts && isTold && typeof payload === 'string') {
        publish(sink, request, eventFacts, payload);
      }
      done(null, payload);
    },
  };
}

function publish(sink: EventSink, request: FastifyRequest, { instead, ...facts }: EventFacts, answer: string): void {
  const identity = request.admission?.identity;
  if (!identity) return;
  const { source, result } = instead ?? {
    source: (request.route.url ?? '').split('/').at(-1) ?? '',
    result: answer,
  };
  sink.publish({
    ...facts,
    identity,
    accountId: identity.account.accountId,
    source,
    timestamp: Date.now() / 1000,
    result,
  });
}
