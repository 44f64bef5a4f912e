import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ByteBudget, ByteShare } from '../domain/byteBudget.ts';
import { BodyTurns, type WorkQueue } from './bodyTurns.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Memory of the body; undefined where none is read. */
    bodyShare: ByteShare | undefined;
  }
}

export interface BodyAdmission {
  /** Memory that the bodies under way may take together. */
  readonly memory: ByteBudget;
  /** Bytes that a body in chunks takes at first; the default is all that it may come to. */
  readonly undeclared?: number;
  /** False: the request fails for what it is, and its body is not read. */
  readonly wanted?: (request: FastifyRequest) => boolean;
  /** Bodies whose work waits in a queue begin in turns, and are not read when it is full. */
  readonly queue?: (request: FastifyRequest) => WorkQueue | undefined;
  /** The error of a body that says it is longer than its route takes. */
  readonly tooLarge: () => Error;
}

/**
 * A body has its memory before it is read and before its client is told to send it, and until its request is done in whatever
 * way. The error of one that finds no room is `Unavailable`.
 */
export function admitBodies(app: FastifyInstance, admission: BodyAdmission): void {
  const turns = new BodyTurns();
  const { memory, undeclared = Number.POSITIVE_INFINITY, wanted = () => true, tooLarge } = admission;
  app.decorateRequest('bodyShare', undefined);
  app.addHook('preParsing', async (request, reply) => {
    const { raw, routeOptions } = request;
    if (!announcesBody(raw) || !wanted(request)) return;
    const limit = routeOptions.bodyLimit ?? app.initialConfig.bodyLimit ?? 0;
    const declared = declaredLength(raw);
    if (declared !== undefined && declared > limit) throw tooLarge();
    const queue = admission.queue?.(request);
    if (queue) await turns.take(queue, reply.raw);
    const share = memory.open();
    share.resize(declared ?? Math.min(limit, undeclared));
    request.bodyShare = share;
    reply.raw.once('close', () => share.release());
    if (raw.headers.expect !== undefined && raw.httpVersion === '1.1') reply.raw.writeContinue();
  });
}

function announcesBody({ headers }: IncomingMessage): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}

/** Undefined for a body in chunks. */
export function declaredLength({ headers }: IncomingMessage): number | undefined {
  const length = headers['content-length'];
  return length === undefined ? undefined : Number(length);
}
