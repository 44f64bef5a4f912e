import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

/**
 * The system clock can be set at any moment. It is for times of the day that somebody reads, or that are compared with stored ones; how
 * long something took or may take is told by `performance.now()`. Here is why each file may ask the system clock.
 */
const REASONS: Readonly<Record<string, string>> = {
  'api/events/answerEvents.ts': 'time of an event',
  'api/request/traceRequests.ts': 'begin of a span',
  'app/events/openWebhooks.ts': 'time of an event',
  'app/upkeep/upkeepRuns.ts': 'a metric that is a time of the day',
  'cli/createLog.ts': 'time of a log line',
  'cli/doctor/databaseChecks.ts': 'compares the clocks of two machines',
  'cli/moving/import/here/writeHere.ts': 'times of new rows',
  'cli/moving/import/old/timeOf.ts': 'times of new rows',
  'cli/moving/remote/outcome.ts': 'Retry-After may be a date',
  'cli/moving/upload/uploadJournal.ts': 'time in a file',
  'core/logins/authentication.ts': 'the end of a token is a time of the day',
  'core/upkeep/clockGuard.ts': 'watches it',
  'core/upkeep/garbage.ts': 'age of files, behind the clock guard',
  'databases/oracle/selftest/valueChecks.ts': 'compares the clocks of two machines',
  'domain/time.ts': 'times of new rows',
  'events/deliveryQueue.ts': 'time of a signature',
  'http/certificates.ts': 'the end of a certificate is a time of the day',
  'metrics/influx/influxSender.ts': 'time of a measurement',
  'portraits/durableFiles.ts': 'age of files',
  'portraits/movePortraits.ts': 'age of files',
  'tracing/childSpans.ts': 'begin of a span',
};

test('nothing but what is about times of the day asks the system clock', () => {
  const asking = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (name) =>
      name.endsWith('.ts') &&
      !name.endsWith('.test.ts') &&
      /(?<!`)\bDate\.now\b/.test(readFileSync(join(ROOT, 'src', name), 'utf8')),
  );
  expect(asking.sort()).toEqual(Object.keys(REASONS).sort());
});
