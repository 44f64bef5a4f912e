import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';
import type { Settings } from '../settings/schema.ts';

/**
 * Log lines go to standard error: JSON, or readable text when that is a terminal. Standard output carries answers only
 * (the `ready` line, tables, JSON), so that scripts can read them.
 */
export function createLog({ LOG_LEVEL, LOG_TIME }: Pick<Settings, 'LOG_LEVEL' | 'LOG_TIME'>): Logger {
  const time = LOG_TIME === 'UTC' ? () => new Date().toISOString() : () => localTime(new Date());
  const options = { level: LOG_LEVEL, timestamp: () => `,"time":"${time()}"`, base: null };
  if (!process.stderr.isTTY) return pino(options, pino.destination({ dest: 2, sync: false }));
  return pino(options, pretty({ destination: 2, sync: true, translateTime: false, colorize: true }));
}

/** ISO 8601 with the offset of this machine, `2026-11-23T09:15:02.123+01:00`. */
export function localTime(instant: Date): string {
  const offset = -instant.getTimezoneOffset();
  const wallClock = new Date(instant.getTime() + offset * 60_000).toISOString().slice(0, -1);
  const hours = String(Math.trunc(Math.abs(offset) / 60)).padStart(2, '0');
  const minutes = String(Math.abs(offset) % 60).padStart(2, '0');
  return `${wallClock}${offset < 0 ? '-' : '+'}${hours}:${minutes}`;
}
