import { formatMicroseconds } from '../../../../domain/time.ts';

/** A time as it is stored here, with six decimals; now for what is none. Older servers leave out decimals or the `Z`. */
export function timeOf(value: unknown): string {
  const [, seconds, decimals = ''] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?/.exec(String(value)) ?? [];
  if (seconds === undefined) return formatMicroseconds(Date.now() * 1000);
  return `${seconds}.${decimals.padEnd(6, '0').slice(0, 6)}Z`;
}
