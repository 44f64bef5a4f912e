import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ByteBudget, ByteShare } from '../../concurrency/memory/byteBudget.ts';
import { ClientGone } from '../../domain/errors.ts';
import { BodyTurns, type WorkQueue } from './bodyTurns.ts';
import { HeldByConnections } from './heldByConnections.ts';
import type { SlowBodies } from './slowBodies.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Memory of the body; undefined where none is read. */
    bodyShare: ByteShare | undefined;
    /** Aborted when the body has to give its memory to others. */
    bodyCut: AbortSignal | undefined;
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
  /** Told of those that take much; absent: each is waited for. */
  readonly slow?: SlowBodies;
  /** The error of a body that says it is longer than its route takes. */
  readonly tooLarge: () => Error;
}

/** A smaller body may be as slow as it likes. */
const LITTLE = 64 * 1024;

/**
 * A body has its memory before it is read and before `100 Continue` is sent for it, and until its request is done in whatever
 * way. The error of one that finds no room is `Unavailable`, of one whose client has left `ClientGone`.
 */
export function admitBodies(app: FastifyInstance, admission: BodyAdmission): void {
  const turns = new BodyTurns();
  const held = new HeldByConnections();
  const { memory, undeclared = Number.POSITIVE_INFINITY, wanted = () => true, tooLarge } = admission;
  app.decorateRequest('bodyShare', undefined);
  app.decorateRequest('bodyCut', undefined);
  const take = (request: FastifyRequest, reply: FastifyReply, bytes: number, declared?: number) => {
    // Nothing would tell of its end any more.
    if (request.raw.socket.destroyed || reply.raw.destroyed) throw new ClientGone();
    const share = memory.open();
    share.resize(bytes);
    request.bodyShare = share;
    if (declared === undefined || declared > LITTLE)
      request.bodyCut = admission.slow?.watch(request.raw, share, declared);
    const forget = held.hold(request.raw.socket, () => share.release());
    reply.raw.once('close', () => {
      forget();
      share.release();
    });
    const { headers, httpVersion } = request.raw;
    if (headers.expect !== undefined && httpVersion !== '1.0') reply.raw.writeContinue();
  };
  const admit = async (request: FastifyRequest, reply: FastifyReply) => {
    const limit = request.routeOptions.bodyLimit ?? app.initialConfig.bodyLimit ?? 0;
    const declared = declaredLength(request.raw);
    if (declared !== undefined && declared > limit) throw tooLarge();
    const queue = admission.queue?.(request);
    if (queue) await turns.take(queue, reply.raw);
    take(request, reply, declared ?? Math.min(limit, undeclared), declared);
  };
  app.addHook('preParsing', (request, reply, payload, done) => {
    if (announcesBody(request.raw) && wanted(request)) admit(request, reply).then(() => done(null, payload), done);
    else done(null, payload);
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
