import { createRequire } from 'node:module';
import { type Logger, pino } from 'pino';
import { createTimeText } from '../domain/time.ts';
import type { Settings } from '../settings/schema.ts';
import { requestText, SHOWN_IN_TEXT } from './admin/requestText.ts';
import { writeTogether } from './writeTogether.ts';

type LogSettings = Pick<Settings, 'LOG_LEVEL' | 'LOG_TIME'>;

/**
 * Log lines go to standard error: JSON, or one line of readable text each when that is a terminal. Standard output carries
 * answers only (the `ready` line, tables, JSON), so that scripts can read them.
 */
export function createLog({ LOG_LEVEL, LOG_TIME }: LogSettings): Logger {
  const [utc, local] = [createTimeText(), createLocalTimeText()];
  const time = LOG_TIME === 'UTC' ? () => `${utc(Date.now())}Z` : () => local(Date.now());
  const options = { level: LOG_LEVEL, timestamp: () => `,"time":"${time()}"`, base: null };
  if (process.stderr.isTTY) {
    // Not imported above: a service writes to no terminal, and does without.
    const pretty: typeof import('pino-pretty') = createRequire(import.meta.url)('pino-pretty');
    const terminal = { singleLine: true, ignore: SHOWN_IN_TEXT.join(','), messageFormat: requestText };
    return pino(options, pretty({ ...terminal, destination: 2, sync: true, translateTime: false, colorize: true }));
  }
  const named = { ...options, formatters: { level: (level: string) => ({ level }) } };
  const destination = writeTogether(2);
  return Object.assign(pino(named, destination), {
    writeLine(members: string) {
      destination.writeLater(`{"level":"info","time":"${time()}",${members}}\n`);
    },
  });
}

/**
 * The log of a command that ends by itself: what it has to say stands in its output and its exit code, so that lines of the
 * parts within are not printed, unless something is wrong or `LOG_LEVEL` asks for more than usual.
 */
export function createCommandLog({ LOG_LEVEL, LOG_TIME }: LogSettings): Logger {
  return createLog({ LOG_LEVEL: LOG_LEVEL === 'info' || LOG_LEVEL === 'warn' ? 'error' : LOG_LEVEL, LOG_TIME });
}

/** Local times of instants in milliseconds since 1970, which mostly follow each other: what they share is made once a second. */
export function createLocalTimeText(): (milliseconds: number) => string {
  let [second, start, zone] = [Number.NaN, '', ''];
  return (milliseconds) => {
    const its = Math.floor(milliseconds / 1000);
    if (its !== second) {
      const text = localTime(new Date(its * 1000));
      [second, start, zone] = [its, text.slice(0, -'000+01:00'.length), text.slice(-'+01:00'.length)];
    }
    return start + String(milliseconds - its * 1000).padStart(3, '0') + zone;
  };
}

/** ISO 8601 with the offset of this machine, `2026-11-23T09:15:02.123+01:00`. */
export function localTime(instant: Date): string {
  const offset = -instant.getTimezoneOffset();
  const wallClock = new Date(instant.getTime() + offset * 60_000).toISOString().slice(0, -1);
  const hours = String(Math.trunc(Math.abs(offset) / 60)).padStart(2, '0');
  const minutes = String(Math.abs(offset) % 60).padStart(2, '0');
  return `${wallClock}${offset < 0 ? '-' : '+'}${hours}:${minutes}`;
}
