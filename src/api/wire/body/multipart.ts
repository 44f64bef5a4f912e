import type { Readable } from 'node:stream';
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import type { ByteShare } from '../../../concurrency/memory/byteBudget.ts';
import { apiError } from '../../errors/apiError.ts';
import { CollectedBytes } from './collectedBytes.ts';
import { giveTurn } from './readBody.ts';

export const MULTIPART = 'multipart/form-data';

/** One part of a multipart body, whole. */
export interface Part {
  readonly name: string;
  /** Without folders; undefined when the part has none. */
  readonly fileName: string | undefined;
  /** In lower case without parameters; `text/plain` when the part has none. */
  readonly contentType: string;
  readonly bytes: Buffer;
}

export interface MultipartLimits {
  /** Of the whole body. */
  readonly bytes: number;
  /** Lends the memory of the parts. */
  readonly share: Pick<ByteShare, 'lend'>;
  /** Told what has come in so far, before it is kept. @throws when there is no memory for it */
  readonly admit?: (received: number) => void;
  /** Aborted when the rest of the body must not be read. */
  readonly cut?: AbortSignal | undefined;
  /** Kept or not. */
  readonly parts: number;
  /** Most bytes of a part by its name; undefined: the part is passed over and not kept. */
  readonly keep: (name: string) => number | undefined;
}

/** Of the lines before a part: a name, a file name and a type need a tenth of it. */
const HEADER_BYTES = 8 * 1024;
const HEADER_PAIRS = 16;

/**
 * Reads a body of multipart/form-data from the socket. Every limit is checked as the bytes come in, before they are kept.
 * @throws ApiError badContentType (no boundary), contentMismatch (no multipart body, or one that ends early), bodyTooLarge,
 *   tooManyParts; the reason of `cut`; the stream's own error when the connection breaks
 */
export function readMultipart(stream: Readable, contentType: string, limits: MultipartLimits): Promise<Part[]> {
  return new Promise((resolve, reject) => {
    const parser = openParser(contentType, limits);
    const parts: Part[] = [];
    let received = 0;

    const settle = (end: () => void) => {
      stream.off('data', count);
      limits.cut?.removeEventListener('abort', stop);
      stream.unpipe(parser);
      end();
    };
    const refuse = (error: Error) =>
      settle(() => {
        stream.resume(); // what still comes in is thrown away; the server closes the connection after its answer
        reject(error);
      });
    const stop = () => refuse(limits.cut?.reason);
    const count = (chunk: Buffer) => {
      received += chunk.length;
      try {
        if (received > limits.bytes) throw apiError('bodyTooLarge');
        limits.admit?.(received);
      } catch (error) {
        refuse(error as Error);
        return;
      }
      // The parser stops the stream itself, too, when it is behind: this lets other requests have their turn.
      giveTurn(stream);
    };

    parser.on('file', (name, file, fileName, _encoding, type) => {
      // A part that ends early fails the parser too, which is what is listened to.
      file.on('error', () => undefined);
      const most = typeof name === 'string' ? limits.keep(name) : undefined;
      if (most === undefined) {
        file.resume();
        return;
      }
      collect(file, new CollectedBytes(limits.share, Math.min(most, limits.bytes)), refuse, (bytes) =>
        parts.push({ name, fileName, contentType: type, bytes }),
      );
    });
    parser.on('partsLimit', () => refuse(apiError('tooManyParts', limits.parts)));
    parser.on('error', () => refuse(apiError('contentMismatch')));
    parser.on('finish', () => settle(() => resolve(parts)));
    limits.cut?.addEventListener('abort', stop);
    stream.on('data', count);
    stream.on('error', refuse);
    stream.pipe(parser);
  });
}

/** The parser itself would take an empty one. */
const BOUNDARY = /;\s*boundary=("[^"]+"|[^\s;"]+)/i;

function openParser(contentType: string, { parts, bytes }: MultipartLimits): BusboyInstance {
  if (!BOUNDARY.test(contentType)) throw apiError('badContentType');
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      isPartAFile: () => true,
      // A part is read as it comes, and counted before. The parser itself waits for ever behind one that it passes over, since it has no name,
      // when that is longer than this and ends in the same piece.
      fileHwm: bytes + 1,
      limits: { parts, headerPairs: HEADER_PAIRS, headerSize: HEADER_BYTES },
    });
  } catch {
    throw apiError('badContentType');
  }
}

function collect(
  file: BusboyFileStream,
  bytes: CollectedBytes,
  refuse: (error: Error) => void,
  done: (bytes: Buffer) => void,
): void {
  let refused = false;
  file.on('data', (piece: Buffer) => {
    if (refused) return;
    try {
      if (bytes.size + piece.length > bytes.most) throw apiError('bodyTooLarge');
      bytes.append(piece);
    } catch (error) {
      refused = true;
      refuse(error as Error);
    }
  });
  file.on('end', () => done(bytes.whole()));
}
