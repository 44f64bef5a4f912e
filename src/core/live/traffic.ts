import { LRUCache } from 'lru-cache';
import type { AccountId } from '../../domain/ids.ts';

/** One request that was answered. */
export interface Answered {
  readonly isPhoto: boolean;
  readonly isSearch: boolean;
  readonly isError: boolean;
  readonly ms: number;
}

/** What an account asked of this node in the last minute. */
export interface TrafficFigures {
  readonly photos: number;
  readonly searches: number;
  readonly errors: number;
  readonly requests: number;
  /** Milliseconds, to a fifth; undefined without requests. */
  readonly latency: { readonly p50: number; readonly p95: number; readonly p99: number } | undefined;
}

/** Accounts that are counted: those heard of last. */
const MOST_ACCOUNTS = 1000;
const SECONDS = 60;
/** Bounds of latencies grow by a fifth each, from half a millisecond to minutes. */
const GROWTH = 1.2;
const SMALLEST_MS = 0.5;
const BOUNDS = 64;

const COUNTS = ['photos', 'searches', 'errors', 'requests'] as const;

/** Counts requests by account, a second at a time; what it holds does not grow with them. */
export class Traffic {
  readonly #accounts = new LRUCache<AccountId, SecondRing>({ max: MOST_ACCOUNTS });
  readonly #all = new SecondRing();
  readonly #now: () => number;

  /** @param now milliseconds that never go back */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  note(accountId: AccountId, answered: Answered): void {
    let ring = this.#accounts.get(accountId);
    if (!ring) {
      ring = new SecondRing();
      this.#accounts.set(accountId, ring);
    }
    const second = Math.floor(this.#now() / 1000);
    ring.note(second, answered);
    this.#all.note(second, answered);
  }

  of(accountId: AccountId): TrafficFigures {
    return (this.#accounts.get(accountId) ?? new SecondRing()).figures(Math.floor(this.#now() / 1000));
  }

  /** Of all accounts together. */
  all(): TrafficFigures {
    return this.#all.figures(Math.floor(this.#now() / 1000));
  }
}

interface Second {
  second: number;
  readonly counts: Record<(typeof COUNTS)[number], number>;
  readonly latencies: Uint32Array;
}

class SecondRing {
  readonly #seconds: Second[] = [];

  note(second: number, { isPhoto, isSearch, isError, ms }: Answered): void {
    const place = second % SECONDS;
    let at = this.#seconds[place];
    if (at?.second !== second) {
      const counts = { photos: 0, searches: 0, errors: 0, requests: 0 };
      at = { second, counts, latencies: new Uint32Array(BOUNDS) };
      this.#seconds[place] = at;
    }
    at.counts.requests++;
    if (isPhoto) at.counts.photos++;
    if (isSearch) at.counts.searches++;
    if (isError) at.counts.errors++;
    const bound = boundOf(ms);
    at.latencies[bound] = (at.latencies[bound] ?? 0) + 1;
  }

  figures(now: number): TrafficFigures {
    const sum = { photos: 0, searches: 0, errors: 0, requests: 0 };
    const latencies = new Uint32Array(BOUNDS);
    for (const { second, counts, latencies: some } of this.#seconds.filter(Boolean)) {
      if (second <= now - SECONDS) continue;
      for (const name of COUNTS) sum[name] += counts[name];
      for (const [bound, count] of some.entries()) latencies[bound] = (latencies[bound] ?? 0) + count;
    }
    const { requests } = sum;
    const at = (share: number) => percentile(latencies, requests * share);
    return { ...sum, latency: requests > 0 ? { p50: at(0.5), p95: at(0.95), p99: at(0.99) } : undefined };
  }
}

function boundOf(ms: number): number {
  const bound = Math.ceil(Math.log(Math.max(ms, SMALLEST_MS) / SMALLEST_MS) / Math.log(GROWTH));
  return Math.min(bound, BOUNDS - 1);
}

function percentile(latencies: Uint32Array, wanted: number): number {
  let seen = 0;
  for (const [bound, count] of latencies.entries()) {
    seen += count;
    if (seen >= wanted && count > 0) return Math.round(SMALLEST_MS * GROWTH ** bound * 10) / 10;
  }
  return 0;
}
