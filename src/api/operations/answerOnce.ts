import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Idempotency, KeptAnswer } from '../../core/upkeep/idempotency.ts';
import type { AccountId, ListId } from '../../domain/ids.ts';
import { apiError } from '../errors/apiError.ts';
import { mapError } from '../errors/mapError.ts';
import { JSON_TYPE, renderError } from '../errors/renderError.ts';
import { headerOf, IDEMPOTENCY_KEY, IDEMPOTENCY_REPLAYED } from '../wire/headers.ts';
import type { Compatibility } from './compatibility.ts';
import { fingerprintOf } from './requestFingerprint.ts';

/** Visible ASCII; the quotes of a structured field are not part of it. Two headers are joined with a space, and no key. */
const KEY = /^(?:"([\x21-\x7e]{1,255})"|(?!")([\x21-\x7e]{1,255}))$/;

/** A write with a key. */
export interface Keyed {
  readonly idempotency: Idempotency;
  readonly accountId: AccountId;
  readonly key: string;
  /** Lists that the token is bound to; null: to none. */
  readonly tokenLists: readonly ListId[] | null;
}

interface FirstAnswer extends KeptAnswer {
  /** What the answer says was thrown. */
  readonly error?: unknown;
}

/** An answer and whether it was given before. */
export interface OnceAnswered {
  readonly answer: FirstAnswer;
  readonly isRepeat: boolean;
}

/** The key that the client sent with a write; undefined where none counts. @throws ApiError when it is not one */
export function keyedBy(request: FastifyRequest, idempotency: Idempotency | undefined): Keyed | undefined {
  const sent = headerOf(request.headers, IDEMPOTENCY_KEY);
  if (sent === undefined || idempotency === undefined || request.method === 'GET') return undefined;
  const { account, token } = request.admission?.identity ?? {};
  if (!account) return undefined;
  const [, quoted, bare] = KEY.exec(String(sent)) ?? [];
  const key = quoted ?? bare;
  if (key === undefined) throw apiError('badIdempotencyKey');
  return { idempotency, accountId: account.accountId, key, tokenLists: token?.permissions.lists ?? null };
}

/**
 * The answer to a write with a key: the work is done once, a repetition gets the first answer. Kept are successes and
 * refusals that a repetition would get too, not what a later attempt may overcome.
 * @param work the operation's own result, to be serialized by the route
 */
export async function answerOnce(
  { idempotency, accountId, key, tokenLists }: Keyed,
  exchange: { readonly request: FastifyRequest; readonly reply: FastifyReply; readonly status: number },
  compatibility: Compatibility,
  work: () => Promise<unknown>,
): Promise<OnceAnswered> {
  const { request, reply, status } = exchange;
  return idempotency.once<FirstAnswer>(accountId, key, await fingerprintOf(request, tokenLists), async () => {
    try {
      const result = await work();
      reply.code(status);
      return { status, body: status === 204 ? '' : String(reply.serialize(result)) };
    } catch (error) {
      // A client that left is in no table of errors: the next attempt does the work.
      const known = mapError(error, compatibility);
      if (!known || known.entry.status >= 500 || known.retryAfter !== undefined) throw error;
      return { status: known.entry.status, body: renderError(known, compatibility), error };
    }
  });
}

/** Sends it. @throws what the first attempt threw, where this is that one: the mapper at the edge answers */
export function sendOnce(reply: FastifyReply, { answer, isRepeat }: OnceAnswered): FastifyReply {
  if (answer.error !== undefined) throw answer.error;
  if (isRepeat) reply.header(IDEMPOTENCY_REPLAYED, 'true');
  reply.code(answer.status);
  if (answer.status === 204) return reply.send();
  return reply.type(JSON_TYPE).serializer(String).send(answer.body);
}
