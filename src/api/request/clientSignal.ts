import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../../domain/caller.ts';
import { ClientGone } from '../../domain/errors.ts';
import { connectionEvent } from '../../http/connectionEvent.ts';

/**
 * A signal that is aborted with `ClientGone` when the connection ends before the answer has been sent. It is made when it is
 * first asked for: most requests are over before anybody could have left.
 */
export function clientSignal({ raw }: FastifyReply): () => AbortSignal {
  let client: AbortController | undefined;
  return () => {
    if (client) return client.signal;
    const controller = new AbortController();
    client = controller;
    const leave = () => {
      if (!raw.writableFinished) controller.abort(new ClientGone());
    };
    if (raw.destroyed) leave();
    else raw.once('close', leave);
    return controller.signal;
  };
}

/** The client, for the queues that its work waits in. */
export function callerOf({ raw }: FastifyReply): Caller {
  return {
    get isGone() {
      return raw.destroyed && !raw.writableFinished;
    },
  };
}

/** @throws ClientGone when the connection has ended */
export function requireConnection(caller: Caller): void {
  if (caller.isGone) throw new ClientGone();
}

/** Milliseconds between the first interim answers, and the longest time between two. */
const FIRST_PROBE_MS = 2;
const LONGEST_PROBE_MS = 1000;

/**
 * A client that has sent its request may close its half of the connection and still read the answer; one that has left looks
 * the same until something is sent to it. So interim answers are sent, which every client of HTTP/1.1 skips: who has left
 * resets the connection at the first, the next one meets that, and the request is dropped.
 */
export function answerHalfClosed(app: FastifyInstance): void {
  // Node ends connections that are half closed by itself unless this is set.
  Object.assign(app.server, { httpAllowHalfOpen: true });
  /** The newest request of a connection. */
  const exchanges = new WeakMap<Socket, Exchange>();
  app.server.on(connectionEvent(app.server), (socket: Socket) => {
    socket.once('end', () => {
      const exchange = exchanges.get(socket);
      if (exchange) probe(exchange);
    });
  });
  app.addHook('onRequest', ({ raw: request }, { raw: answer }, done) => {
    if (request.httpVersion === '1.1') exchanges.set(request.socket, { request, answer });
    done();
  });
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly answer: ServerResponse;
}

function probe({ request, answer }: Exchange): void {
  if (!request.complete) return;
  let timer: NodeJS.Timeout | undefined;
  const ask = (waitMs: number) => {
    if (answer.headersSent || answer.destroyed) return;
    answer.writeContinue();
    timer = setTimeout(ask, waitMs, Math.min(LONGEST_PROBE_MS, waitMs * 2));
  };
  // One listener for all of them: work that takes seconds is asked about many times.
  answer.once('close', () => clearTimeout(timer));
  ask(FIRST_PROBE_MS);
}

/** Milliseconds: time for the first probes to meet the end of a connection. */
const VERDICT_MS = 50;

/**
 * To be awaited before long work. The end of a connection comes a turn after the last byte of its body; where it came, the
 * work waits until a client that has left would be known.
 * @throws ClientGone
 */
export async function requireClient({ raw }: FastifyRequest, signal: AbortSignal): Promise<void> {
  await nextTurn();
  if (raw.socket.readableEnded && raw.httpVersion === '1.1')
    await pause(VERDICT_MS, undefined, { signal }).catch(() => undefined);
  signal.throwIfAborted();
}
