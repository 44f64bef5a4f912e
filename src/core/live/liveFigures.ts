import { Readable } from 'node:stream';
import { TooManyStreams } from '../../domain/errors.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { Clock, Timestamp } from '../../domain/time.ts';
import type { AccountCounts, Statistics } from '../accounts/statistics.ts';
import { Traffic, type TrafficFigures } from './traffic.ts';

/** What belongs to the whole node; accounts see it only where the settings let them. */
export interface ServiceFigures {
  readonly requestsPerMinute: number;
  readonly databaseKind: string;
  readonly databaseServes: boolean;
  /** How often a pool was opened on a host: fail-overs, and the first. */
  readonly databaseHosts: number;
  readonly portraits: 'files' | 'database' | 's3' | 'off';
  readonly memory: number;
  readonly eventLoopP99: number;
  readonly uptime: number;
  readonly warnings: readonly string[];
}

export interface LiveFigures {
  readonly time: Timestamp;
  readonly counts: AccountCounts;
  readonly traffic: TrafficFigures;
  readonly service: ServiceFigures | undefined;
}

export interface Live {
  readonly traffic: Traffic;
  now(accountId: AccountId): Promise<LiveFigures>;
  /**
   * The figures as lines that `write` makes of them, at once and every two seconds, until the reader leaves or the service closes.
   * @throws TooManyStreams
   */
  stream(accountId: AccountId, write: (figures: LiveFigures) => string): Readable;
  /** Ends all streams. */
  close(): void;
}

export interface LiveParts {
  readonly statistics: Statistics;
  readonly clock: Clock;
  /** Undefined: only the administrator is to see it. */
  readonly service: ((all: TrafficFigures) => ServiceFigures) | undefined;
}

const EVERY_MS = 2000;
/** Counting reads the account's rows. */
const COUNTED_EVERY_MS = 10_000;
const STREAMS_OF_ACCOUNT = 4;
const STREAMS = 64;

export function createLive({ statistics, clock, service }: LiveParts): Live {
  const traffic = new Traffic();
  const streams = new Map<Readable, AccountId>();
  const counted = new Map<AccountId, { readonly at: number; readonly counts: Promise<AccountCounts> }>();

  function countsOf(accountId: AccountId): Promise<AccountCounts> {
    const known = counted.get(accountId);
    if (known && performance.now() - known.at < COUNTED_EVERY_MS) return known.counts;
    for (const [each, { at }] of counted) if (performance.now() - at >= COUNTED_EVERY_MS) counted.delete(each);
    const counts = statistics.count(accountId);
    counted.set(accountId, { at: performance.now(), counts });
    counts.catch(() => counted.delete(accountId));
    return counts;
  }

  async function now(accountId: AccountId): Promise<LiveFigures> {
    return {
      time: clock(),
      counts: await countsOf(accountId),
      traffic: traffic.of(accountId),
      service: service?.(traffic.all()),
    };
  }

  return {
    traffic,
    now,
    stream(accountId, write) {
      const own = [...streams.values()].filter((each) => each === accountId).length;
      if (own >= STREAMS_OF_ACCOUNT || streams.size >= STREAMS) throw new TooManyStreams();
      const stream = new Readable({ read: () => undefined });
      streams.set(stream, accountId);
      let isAsking = false;
      const send = async () => {
        // A reader that does not read misses figures, and takes no memory.
        if (isAsking || stream.readableLength > 0) return;
        isAsking = true;
        try {
          const text = write(await now(accountId));
          if (streams.has(stream)) stream.push(text);
        } catch {
          // The database is out of reach: who listens hears that the stream lives, and figures when there are any.
          if (streams.has(stream)) stream.push(':\n\n');
        } finally {
          isAsking = false;
        }
      };
      const timer = setInterval(() => void send(), EVERY_MS);
      stream.once('close', () => {
        clearInterval(timer);
        streams.delete(stream);
      });
      void send();
      return stream;
    },
    close() {
      for (const stream of streams.keys()) stream.push(null);
    },
  };
}
