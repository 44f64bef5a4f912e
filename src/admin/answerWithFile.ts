import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/**
 * Sends pieces as they are made, no sooner than the client takes them. What fails before the first one is answered as any
 * other failure; later the connection is cut, so that half a file is never taken for a whole one.
 */
export async function answerWithFile(
  reply: FastifyReply,
  type: string,
  pieces: AsyncGenerator<Uint8Array>,
): Promise<FastifyReply> {
  const first = await pieces.next();
  async function* all() {
    try {
      if (!first.done) yield first.value;
      yield* pieces;
    } catch (err) {
      reply.log.error({ err }, 'a file could not be sent to its end');
      throw err;
    } finally {
      // Also of a file of which not even the first piece was taken.
      await pieces.return(undefined);
    }
  }
  const body = Readable.from(all(), { objectMode: false });
  // Who leaves before the stream is begun would leave the pieces open.
  reply.raw.once('close', () => body.destroy());
  body.once('close', () => void pieces.return(undefined).catch(() => undefined));
  return reply.code(200).type(type).send(body);
}
