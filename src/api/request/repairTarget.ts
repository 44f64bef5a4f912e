import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { connectionEvent } from '../../http/connectionEvent.ts';

/** What Node says of a packet that its parser refused. */
export type ParserError = Error & { readonly code?: string; readonly rawPacket?: unknown };

/**
 * A request line, as latin1. That its target holds bytes beyond ASCII is asked apart: a pattern that looks for one among others tries each of them
 * against each, and 64 KB of them held the event loop for half a minute.
 */
const REQUEST_LINE = /^[A-Z]+ \/[^\r\n ]* HTTP\/1\.[01]\r?\n/;
const BEYOND_ASCII = /[\x80-\xff]/;

/**
 * Serves a request whose target holds UTF-8 that is not escaped: Node's parser refuses it, LUNA PLATFORM 3 took it. The bytes are
 * escaped, and the connection is handed to the server again. Only what begins a packet and answers nothing else is repaired.
 * @returns whether it was
 */
export function repairTarget(server: Server, error: ParserError, socket: Duplex): boolean {
  const { code, rawPacket } = error;
  if (code !== 'HPE_INVALID_URL' || !Buffer.isBuffer(rawPacket) || isAnswering(socket)) return false;
  const [line] = REQUEST_LINE.exec(rawPacket.toString('latin1')) ?? [];
  if (line === undefined || !BEYOND_ASCII.test(line)) return false;
  const escaped = line.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`);
  const packet = Buffer.concat([Buffer.from(escaped, 'latin1'), rawPacket.subarray(line.length)]);
  server.emit(connectionEvent(server), repaired(socket, packet));
  return true;
}

/** One around the other, connections would fill the stack: the client decides how many of its targets need repair. */
function repaired(socket: Duplex, packet: Buffer): RepairedConnection {
  if (!(socket instanceof RepairedConnection)) return new RepairedConnection(socket, packet);
  const { inner, unread } = socket.release();
  return new RepairedConnection(inner, Buffer.concat([packet, unread]));
}

/** An answer under way belongs to an earlier request of the same connection. Node keeps it in a member without a public name. */
function isAnswering(socket: Duplex): boolean {
  return '_httpMessage' in socket && Boolean(socket._httpMessage);
}

/** A connection that begins with other bytes than it did. */
class RepairedConnection extends Duplex {
  readonly #socket: Duplex & Partial<Pick<Socket, 'remoteAddress' | 'setTimeout'>>;
  #isReleased = false;
  readonly #heard = {
    data: (chunk: Buffer) => {
      if (!this.push(chunk)) this.#socket.pause();
    },
    end: () => this.push(null),
    timeout: () => this.emit('timeout'),
    error: (failure: Error) => this.destroy(failure),
    close: () => this.destroy(),
  };

  constructor(socket: Duplex, packet: Buffer) {
    super({ allowHalfOpen: true });
    this.#socket = socket;
    // The refused request's parser listens no more; listening again takes the bytes back from it.
    for (const event of ['data', 'end', 'drain', 'timeout']) socket.removeAllListeners(event);
    for (const [event, listener] of Object.entries(this.#heard)) socket.on(event, listener);
    this.push(packet);
    if (socket.readableEnded) this.push(null);
  }

  get remoteAddress(): string | undefined {
    return this.#socket.remoteAddress;
  }

  /** Node ends a connection that idles by it. */
  setTimeout(milliseconds: number): this {
    this.#socket.setTimeout?.(milliseconds);
    return this;
  }

  /** Lets go of what it is around, with the bytes that nobody has read, and ends without it. */
  release(): { readonly inner: Duplex; readonly unread: Buffer } {
    for (const [event, listener] of Object.entries(this.#heard)) this.#socket.off(event, listener);
    this.removeAllListeners('data');
    const unread: Buffer = this.read() ?? Buffer.alloc(0);
    this.#isReleased = true;
    this.destroy();
    return { inner: this.#socket, unread };
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
    if (!this.#isReleased) this.#socket.destroy();
    done(failure);
  }
}
