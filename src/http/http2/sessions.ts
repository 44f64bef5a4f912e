import { constants, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2';
import type { Http2Options } from './http2Options.ts';
import { ResetBudget } from './resetBudget.ts';

type SessionOptions = Pick<Http2Options, 'idleTimeout' | 'onTooManyResets'>;

/** The largest number of a stream: all that the client had sent before it read the notice. */
const EVERY_STREAM = 2 ** 31 - 1;
/** A client that does not answer to a ping is told no more. */
const NOTICE_MS = 2000;

/** The open connections of HTTP/2: how long they stay, what they may cost, and how they end without a lost request. */
export class Sessions {
  readonly #open = new Map<ServerHttp2Session, Set<ServerHttp2Stream>>();
  readonly #options: SessionOptions;
  #isClosing = false;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  add(session: ServerHttp2Session): void {
    const streams = new Set<ServerHttp2Stream>();
    const resets = new ResetBudget(performance.now());
    this.#open.set(session, streams);
    // What broke is told by the streams; a connection by itself is of no interest.
    session.on('error', () => undefined);
    // By a timer of its own: that of Node also runs while a request takes long and moves no bytes.
    let idle: NodeJS.Timeout | undefined;
    const waitForMore = () => {
      idle = setTimeout(() => session.close(), this.#options.idleTimeout).unref();
    };
    waitForMore();
    session.once('close', () => {
      this.#open.delete(session);
      clearTimeout(idle);
    });
    session.on('stream', (stream) => {
      streams.add(stream);
      clearTimeout(idle);
      stream.once('close', () => {
        streams.delete(stream);
        if (streams.size === 0) waitForMore();
        const isTakenBack = stream.rstCode === constants.NGHTTP2_CANCEL || stream.aborted;
        if (isTakenBack && !resets.take(performance.now())) this.#refuse(session);
      });
    });
    if (this.#isClosing) end(session);
  }

  #refuse(session: ServerHttp2Session): void {
    if (session.destroyed) return;
    this.#options.onTooManyResets(session.socket.remoteAddress ?? '');
    session.goaway(constants.NGHTTP2_ENHANCE_YOUR_CALM);
    session.destroy();
  }

  /** Ends those without a request. */
  closeIdle(): void {
    for (const [session, streams] of this.#open) if (streams.size === 0) session.close();
  }

  /** No more requests: those under way, and those that clients have sent before they heard of it, are answered. */
  beginClosing(): void {
    this.#isClosing = true;
    for (const session of this.#open.keys()) end(session);
  }

  destroyAll(): void {
    for (const session of this.#open.keys()) session.destroy();
  }
}

/** In two steps (RFC 9113 §6.8): the notice, and the end when the client has read it. */
function end(session: ServerHttp2Session): void {
  if (session.destroyed || session.closed) return;
  session.goaway(constants.NGHTTP2_NO_ERROR, EVERY_STREAM);
  const close = () => session.close();
  const timer = setTimeout(close, NOTICE_MS);
  session.once('close', () => clearTimeout(timer));
  const isSent = session.ping(() => {
    clearTimeout(timer);
    close();
  });
  if (!isSent) close();
}
