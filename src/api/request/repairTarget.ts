import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { connectionEvent } from '../../http/connectionEvent.ts';

/** What Node says of a packet that its parser refused. */
export type ParserError = Error & { readonly code?: string; readonly rawPacket?: unknown };

/** A request line whose target holds bytes beyond ASCII, as latin1. */
const REQUEST_LINE = /^[A-Z]+ \/[^\r\n ]*[\x80-\xff][^\r\n ]* HTTP\/1\.[01]\r?\n/;

/**
 * Serves a request whose target holds UTF-8 that is not escaped: Node's parser refuses it, LUNA PLATFORM 3 took it. The bytes are
 * escaped, and the connection is handed to the server again. Only what begins a packet and answers nothing else is repaired.
 * @returns whether it was
 */
export function repairTarget(server: Server, error: ParserError, socket: Duplex): boolean {
  const { code, rawPacket } = error;
  if (code !== 'HPE_INVALID_URL' || !Buffer.isBuffer(rawPacket) || isAnswering(socket)) return false;
  const [line] = REQUEST_LINE.exec(rawPacket.toString('latin1')) ?? [];
  if (line === undefined) return false;
  const escaped = line.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`);
  const packet = Buffer.concat([Buffer.from(escaped, 'latin1'), rawPacket.subarray(line.length)]);
  server.emit(connectionEvent(server), new RepairedConnection(socket, packet));
  return true;
}

/** An answer under way belongs to an earlier request of the same connection. Node keeps it in a member without a public name. */
function isAnswering(socket: Duplex): boolean {
  return '_httpMessage' in socket && Boolean(socket._httpMessage);
}

/** A connection that begins with other bytes than it did. */
class RepairedConnection extends Duplex {
  readonly #socket: Duplex;

  constructor(socket: Duplex, packet: Buffer) {
    super({ allowHalfOpen: true });
    this.#socket = socket;
    // The refused request's parser listens no more; listening again takes the bytes back from it.
    for (const event of ['data', 'end', 'drain', 'timeout']) socket.removeAllListeners(event);
    socket.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) socket.pause();
    });
    socket.on('end', () => this.push(null));
    socket.on('error', (failure) => this.destroy(failure));
    socket.on('close', () => this.destroy());
    this.push(packet);
  }

  get remoteAddress(): string | undefined {
    return (this.#socket as Partial<Socket>).remoteAddress;
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#socket.write(chunk, encoding, done);
  }

  override _final(done: () => void): void {
    this.#socket.end(done);
  }

  override _destroy(failure: Error | null, done: (error: Error | null) => void): void {
    this.#socket.destroy();
    done(failure);
  }
}
