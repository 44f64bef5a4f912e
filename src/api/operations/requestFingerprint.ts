import { createHash, type Hash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { FastifyRequest } from 'fastify';
import type { ListId } from '../../domain/ids.ts';
import type { Part } from '../wire/body/multipart.ts';

/** Bytes that are hashed in a turn of the event loop: a millisecond or two. */
const SLICE = 512 * 1024;

/**
 * What makes it the same request: method, path, query, type and body, and the lists that a token is bound to, so that it is not given the
 * answer of one that may see more. The bytes are neither copied nor hashed in one go.
 */
export async function fingerprintOf(
  request: Pick<FastifyRequest, 'method' | 'url' | 'sentContentType' | 'body'>,
  tokenLists: readonly ListId[] | null = null,
): Promise<string> {
  const { method, url, sentContentType, body } = request;
  const line = [method, url, sentContentType, ...(tokenLists ? [tokenLists] : [])];
  const hash = createHash('sha256').update(JSON.stringify(line));
  if (Array.isArray(body)) {
    for (const { name, contentType, bytes } of body as readonly Part[]) {
      hash.update(JSON.stringify([name, contentType, bytes.length]));
      await hashInTurns(hash, bytes);
    }
  } else if (Buffer.isBuffer(body)) {
    await hashInTurns(hash, body);
  }
  return hash.digest('hex');
}

async function hashInTurns(hash: Hash, bytes: Uint8Array): Promise<void> {
  for (let from = 0; from < bytes.length; from += SLICE) {
    if (from > 0) await setImmediate();
    hash.update(bytes.subarray(from, from + SLICE));
  }
}
