import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { ByteShare } from '../../../concurrency/memory/byteBudget.ts';
import { declaredLength } from '../../../http/bodies/admitBodies.ts';
import { apiError } from '../../errors/apiError.ts';
import { CollectedBytes } from './collectedBytes.ts';

/** A body in chunks takes this much at first, and once it is longer all that it may come to. */
export const UNDECLARED = 64 * 1024;

/**
 * Reads a body that was admitted, into a buffer of its own. A long one is read a piece a turn, so that others have theirs.
 * @param cut aborted when the rest of the body must not be read
 * @throws ApiError bodyTooLarge; the reason of `cut`; Unavailable when a body in chunks finds no room; the stream's own error
 */
export function readBody(
  request: IncomingMessage,
  limit: number,
  share: ByteShare,
  cut?: AbortSignal,
): Promise<Buffer> {
  const declared = declaredLength(request);
  const bytes =
    declared === undefined ? new CollectedBytes(share, limit) : new CollectedBytes(share, declared, declared);
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => {
      request.off('data', take).off('end', finish).off('error', fail).off('close', breakOff);
      cut?.removeEventListener('abort', stop);
      end();
    };
    const fail = (error: unknown) => settle(() => reject(error));
    const stop = () => fail(cut?.reason);
    const breakOff = () => fail(new Error('the connection closed before the body was there'));
    const finish = () =>
      settle(() => {
        try {
          share.resize(bytes.size);
          resolve(bytes.whole());
        } catch (error) {
          reject(error);
        }
      });
    const take = (piece: Buffer) => {
      try {
        const size = bytes.size + piece.length;
        if (size > limit) throw apiError('bodyTooLarge');
        if (declared === undefined && size > UNDECLARED && bytes.size <= UNDECLARED) share.resize(limit);
        bytes.append(piece);
      } catch (error) {
        fail(error);
        return;
      }
      if (bytes.size > UNDECLARED) giveTurn(request);
    };
    cut?.addEventListener('abort', stop);
    request.on('data', take).on('end', finish).on('error', fail).on('close', breakOff);
  });
}

/** Lets everybody else have a turn before the next piece of a stream that flows. */
export function giveTurn(stream: Readable): void {
  if (stream.readableLength === 0 && (stream as IncomingMessage).complete) return;
  stream.pause();
  setImmediate(() => stream.resume());
}
