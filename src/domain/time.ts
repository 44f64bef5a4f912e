declare const brand: unique symbol;

/** Wire and storage form of a time: `2018-05-10T12:41:25.813000Z`, six decimals always (contract 00 §10). */
export type Timestamp = string & { readonly [brand]: 'timestamp' };

/** What a text must be to be one; that there is such a day is another question. */
export const TIME_PATTERN = '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z$';

/** Gives the time of creation for new rows. */
export type Clock = () => Timestamp;

/** Text of a time given in microseconds since 1970. */
export function formatMicroseconds(microseconds: number): Timestamp {
  const milliseconds = Math.floor(microseconds / 1000);
  const rest = String(microseconds - milliseconds * 1000).padStart(3, '0');
  return `${new Date(milliseconds).toISOString().slice(0, -1)}${rest}Z` as Timestamp;
}

/**
 * Texts of times in milliseconds since 1970, as ISO 8601 has them without the zone, `2018-05-10T12:41:25.813`. Times mostly follow
 * each other, so that the part of the second is made once.
 */
export function createTimeText(): (milliseconds: number) => string {
  let second = Number.NaN;
  let start = '';
  return (milliseconds) => {
    const its = Math.floor(milliseconds / 1000);
    if (its !== second) {
      second = its;
      start = new Date(its * 1000).toISOString().slice(0, -'000Z'.length);
    }
    return start + String(milliseconds - its * 1000).padStart(3, '0');
  };
}

/** A step back of the system clock by more than this is a correction that is followed; a smaller one is bridged. */
const BRIDGED_MS = 100;

/**
 * A clock that does not give the same microsecond twice: collections are paged newest first, and rows made within one
 * tick of the system clock must keep their order. When the system clock is set back, it goes back too: times that are ahead
 * of the true one until the next restart would be a lie, and tell retention and garbage collection false ages.
 * @param zone LOCAL stores wall-clock time as the original's STORAGE_TIME did; the wire still says `Z`.
 */
export function createClock(zone: 'UTC' | 'LOCAL'): Clock {
  let last = 0;
  let lastRead = 0;
  const text = createTimeText();
  return () => {
    const now = Date.now();
    const read = zone === 'LOCAL' ? now + new Date(now).getTimezoneOffset() * -60_000 : now;
    // Compared with what was read, not with what was given: many rows within one tick may be far ahead of it.
    const wasSetBack = read < lastRead - BRIDGED_MS;
    last = wasSetBack ? read * 1000 : Math.max(read * 1000, last + 1);
    lastRead = wasSetBack ? read : Math.max(read, lastRead);
    const milliseconds = Math.floor(last / 1000);
    return `${text(milliseconds)}${String(last - milliseconds * 1000).padStart(3, '0')}Z` as Timestamp;
  };
}

/** The time that many seconds before another one, to the millisecond; seconds may have any fraction. */
export function secondsBefore(time: Timestamp, seconds: number): Timestamp {
  return formatMicroseconds((Date.parse(time) - Math.round(seconds * 1000)) * 1000);
}
