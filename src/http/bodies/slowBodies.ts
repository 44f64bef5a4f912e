import type { IncomingMessage } from 'node:http';
import type { ByteBudget, ByteShare } from '../../concurrency/memory/byteBudget.ts';
import { bytesReceived } from '../http2/exchange.ts';

export interface SlowBodiesOptions {
  /** Milliseconds over which the pace of a body is taken. */
  readonly period: number;
  /** Milliseconds in which a body has to be whole. */
  readonly whole: number;
  /** The error of a body that gave its place to others. */
  readonly tooSlow: () => Error;
}

/** Bytes a millisecond. The length of a chunked body is unknown: it must not be slower than that. */
const LEAST_PACE = 16;
/** The pace is known that much of a period after it was due, at most. */
const LOOKS_PER_PERIOD = 5;

interface Body {
  readonly share: ByteShare;
  readonly received: () => number;
  readonly giveUp: AbortController;
  /** Clock of `performance.now`. */
  readonly end: number;
  /** Bytes received when the body is whole; undefined for one in chunks. */
  readonly lastByte: number | undefined;
  mark: { readonly time: number; readonly bytes: number };
  /** Bytes a millisecond in the last period; undefined before the first is over. */
  pace: number | undefined;
}

/**
 * Bodies that come so slowly that they will not be complete in time: they may stay until others need the memory that they
 * hold. Then they release it, the largest first, and only if that is enough for the body that needs it. Without this a few clients
 * that announce much and send nothing would keep everybody out.
 */
export class SlowBodies {
  readonly #options: SlowBodiesOptions;
  readonly #bodies = new Set<Body>();
  #looking: NodeJS.Timeout | undefined;

  constructor(memory: ByteBudget, options: SlowBodiesOptions) {
    this.#options = options;
    memory.whenShort((missing) => this.#makeRoom(missing));
  }

  /**
   * From now on until the body is whole its share may be taken away.
   * @param declared bytes; undefined for a body in chunks
   * @returns aborted, with the error, when that happens: what was read is to be forgotten
   */
  watch(request: IncomingMessage, share: ByteShare, declared: number | undefined): AbortSignal {
    const received = () => bytesReceived(request);
    const [time, bytes] = [performance.now(), received()];
    const body: Body = {
      share,
      received,
      giveUp: new AbortController(),
      end: time + this.#options.whole,
      lastByte: declared === undefined ? undefined : bytes + declared,
      mark: { time, bytes },
      pace: undefined,
    };
    this.#bodies.add(body);
    const forget = () => this.#bodies.delete(body);
    request.once('end', forget);
    request.once('close', forget);
    this.#look();
    return body.giveUp.signal;
  }

  #look(): void {
    this.#looking ??= setTimeout(() => {
      // What has arrived by now is read first: a busy process must not count as a slow client.
      setImmediate(() => {
        for (const body of this.#bodies) this.#measure(body);
        this.#looking = undefined;
        if (this.#bodies.size > 0) this.#look();
      });
    }, this.#options.period / LOOKS_PER_PERIOD).unref();
  }

  #measure(body: Body): void {
    const [time, bytes] = [performance.now(), body.received()];
    const passed = time - body.mark.time;
    if (passed < this.#options.period) return;
    body.pace = (bytes - body.mark.bytes) / passed;
    body.mark = { time, bytes };
  }

  #makeRoom(missing: number): void {
    const slow = [...this.#bodies].filter(isTooSlow).sort((a, b) => b.share.releasable - a.share.releasable);
    const room = slow.reduce((sum, { share }) => sum + share.releasable, 0);
    if (room < missing) return;
    let left = missing;
    for (const { share, giveUp } of slow) {
      if (left <= 0) return;
      left -= share.releasable;
      giveUp.abort(this.#options.tooSlow());
      share.release();
    }
  }
}

function isTooSlow({ received, pace, lastByte, end }: Body): boolean {
  if (pace === undefined) return false;
  if (lastByte === undefined) return pace < LEAST_PACE;
  return pace * (end - performance.now()) < lastByte - received();
}
