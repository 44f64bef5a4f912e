import { formatMicroseconds, type Timestamp } from '../time.ts';

const FORM = /^(\d{4}-\d\d-)(\d\d)[T ]\d\d:\d\d(?::\d\d(?:\.(\d{1,9}))?)?(?:Z|[+-]\d\d:\d\d)$/;
const DAY_MS = 24 * 3600 * 1000;
const FIRST = Date.parse('0000-01-01T00:00:00Z');
const LAST = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * Reads a time with its zone, of RFC 3339, to the microsecond; seconds may be left out. `Date.parse` alone takes `5`, `01.05.2026`
 * and the 30th of February, too, and a time without its zone as that of the machine.
 * @returns undefined for what is none
 */
export function readTime(text: string): Timestamp | undefined {
  const [, month, day, decimals = ''] = FORM.exec(text) ?? [];
  const milliseconds = Date.parse(text.replace(' ', 'T'));
  if (month === undefined || day === undefined || !(milliseconds >= FIRST && milliseconds <= LAST)) return undefined;
  // The 30th of February would be the 2nd of March.
  const named = new Date(Date.parse(`${month}01`) + (Number(day) - 1) * DAY_MS);
  if (!named.toISOString().startsWith(month + day)) return undefined;
  return formatMicroseconds(milliseconds * 1000 + Number(decimals.padEnd(6, '0').slice(3, 6)));
}

/** The same, or a day, which begins in UTC. */
export function readDayOrTime(text: string): Timestamp | undefined {
  return readTime(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00Z` : text);
}
