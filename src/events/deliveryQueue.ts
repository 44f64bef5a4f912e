import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { DelayRange } from '../concurrency/backOff.ts';
import { type Delivery, Lane } from './lane.ts';
import { type Outcome, postJson } from './postJson.ts';
import { SIGNATURE_HEADER, sign } from './signature.ts';

export interface QueueOptions {
  /** Deliveries that may wait or be under way for one receiver; one more is dropped. */
  readonly limit: number;
  /** Bytes that all of them together may take; what comes on top is dropped. */
  readonly memory: number;
  /** Milliseconds for one post. */
  readonly timeout: number;
  /** From `settings/groups/outgoing/events.ts`, as the limits above. */
  readonly attempts: number;
  readonly pause?: DelayRange;
  /** Empty: events are not signed. */
  readonly signatureKey: string;
  readonly log: QueueLog;
}

export interface QueueLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
}

/** Counts since the start. */
export interface QueueStatistics {
  queued: number;
  delivered: number;
  retried: number;
  /** The queue was full. */
  dropped: number;
  /** The receiver said no, or redirected. */
  refused: number;
  /** Every attempt failed. */
  givenUp: number;
}

const PAUSE: DelayRange = { firstMs: 500, longestMs: 60_000, growth: 2 };
/** Drops come by the thousand: the log tells of them that often at most, in milliseconds. */
const DROPS_TOLD_EACH = 60_000;

/**
 * Sends events in the background: pushing one costs a request nothing but a place in an array. Bounded: while a receiver is
 * dead, the newest for it are dropped and counted. Nothing is kept beyond the life of the process.
 */
export class DeliveryQueue {
  readonly #options: QueueOptions;
  readonly #lanes = new Map<string, Lane>();
  readonly #statistics = { queued: 0, delivered: 0, retried: 0, dropped: 0, refused: 0, givenUp: 0 };
  readonly #stop = new AbortController();
  readonly #agents = { 'http:': new HttpAgent({ keepAlive: true }), 'https:': new HttpsAgent({ keepAlive: true }) };
  #bytes = 0;
  #closing = false;
  #dropsTold = Number.NEGATIVE_INFINITY;
  #onEmpty: (() => void) | undefined;

  constructor(options: QueueOptions) {
    this.#options = options;
  }

  get statistics(): Readonly<QueueStatistics> {
    return { ...this.#statistics };
  }

  push(delivery: Delivery): void {
    const statistics = this.#statistics;
    const lane = this.#closing ? undefined : this.#laneOf(delivery.url.origin);
    const { limit, memory } = this.#options;
    if (!lane || lane.size >= limit || this.#bytes + delivery.bytes > memory) {
      statistics.dropped++;
      this.#tellDrops();
      return;
    }
    statistics.queued++;
    this.#bytes += delivery.bytes;
    lane.push(delivery);
  }

  /** Counts a delivery that may not leave at all. @param receiver for the log */
  refuse(receiver: string): void {
    if (this.#statistics.refused++ % 100 === 0) {
      const { refused } = this.#statistics;
      this.#options.log.warn({ receiver, refused }, 'an event was refused');
    }
  }

  /** Takes no more, and gives what waits that many milliseconds to leave. */
  async close(limit: number): Promise<void> {
    this.#closing = true;
    if (this.#statistics.queued > 0) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.#onEmpty = resolve;
        timer = setTimeout(resolve, limit);
      });
      clearTimeout(timer);
    }
    for (const lane of this.#lanes.values()) lane.abandon();
    this.#stop.abort();
    for (const agent of Object.values(this.#agents)) agent.destroy();
    const { queued } = this.#statistics;
    if (queued > 0) this.#options.log.warn({ lost: queued }, 'events that were not sent before the end are lost');
  }

  #laneOf(origin: string): Lane {
    const known = this.#lanes.get(origin);
    if (known) return known;
    const { attempts, pause = PAUSE, log } = this.#options;
    const lane = new Lane({
      send: (delivery) => this.#send(delivery),
      attempts,
      pause,
      onRetry: () => this.#statistics.retried++,
      onSettled: (outcome, { bytes }) => {
        this.#bytes -= bytes;
        this.#settle(outcome, origin);
      },
      onHealth: (healthy) => {
        if (healthy) log.info({ receiver: origin, ...this.#statistics }, 'the receiver of events answers again');
        else log.warn({ receiver: origin, ...this.#statistics }, 'the receiver of events does not answer');
      },
    });
    this.#lanes.set(origin, lane);
    return lane;
  }

  async #send({ url, body }: Delivery): Promise<Outcome> {
    try {
      const text = await body();
      if (this.#stop.signal.aborted) return 'retry';
      if (text === undefined) return 'refused';
      const { signatureKey, timeout } = this.#options;
      const headers = signatureKey
        ? { [SIGNATURE_HEADER]: sign(text, signatureKey, Math.floor(Date.now() / 1000)) }
        : ({} as Record<string, string>);
      const agent = url.protocol === 'https:' ? this.#agents['https:'] : this.#agents['http:'];
      return await postJson({ url, body: text, headers, timeout, agent, signal: this.#stop.signal });
    } catch {
      // The database that completes the event is out of reach, or the address cannot be asked at all.
      return 'retry';
    }
  }

  #settle(outcome: 'delivered' | 'refused' | 'given-up', origin: string): void {
    const statistics = this.#statistics;
    statistics.queued--;
    if (outcome === 'delivered') statistics.delivered++;
    else if (outcome === 'given-up') statistics.givenUp++;
    else this.refuse(origin);
    // Lanes come and go with webhooks: an idle one is made again when it is needed.
    if (this.#lanes.get(origin)?.size === 0) this.#lanes.delete(origin);
    if (statistics.queued === 0) this.#onEmpty?.();
  }

  #tellDrops(): void {
    const now = performance.now();
    if (now - this.#dropsTold < DROPS_TOLD_EACH) return;
    this.#dropsTold = now;
    this.#options.log.warn({ ...this.#statistics }, 'the queue of events is full, events are dropped');
  }
}
