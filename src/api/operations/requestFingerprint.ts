import { createHash, type Hash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { FastifyRequest } from 'fastify';
import type { Part } from '../wire/body/multipart.ts';

/** Bytes that are hashed in a turn of the event loop: a millisecond or two. */
const SLICE = 512 * 1024;

/** What makes it the same request: method, path, query, type and body. The bytes are neither copied nor hashed in one go. */
export async function fingerprintOf(
  request: Pick<FastifyRequest, 'method' | 'url' | 'sentContentType' | 'body'>,
): Promise<string> {
  const { method, url, sentContentType, body } = request;
  const hash = createHash('sha256').update(JSON.stringify([method, url, sentContentType]));
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
