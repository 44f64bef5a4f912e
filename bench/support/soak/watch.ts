import { setTimeout as pause } from 'node:timers/promises';
import type { ServerUnderTest } from '../serverUnderTest.ts';
import type { SoakClient } from './client.ts';
import { folderSize } from './folderBytes.ts';

/** What was seen at one moment of a run. */
export interface Look {
  readonly seconds: number;
  readonly residentBytes: number;
  /** Of the database without its log, and of the log. */
  readonly databaseBytes: number;
  readonly logBytes: number;
  readonly loopDelayP99: number;
  /** Milliseconds by kind of call since the look before. */
  readonly durations: ReadonlyMap<string, readonly number[]>;
  readonly persons: number;
}

export interface Watched {
  readonly server: ServerUnderTest;
  readonly client: SoakClient;
  /** The files of the database. */
  readonly database: string;
  readonly persons: () => number;
}

const LOG = /^pg_wal\b/;

/** Looks each so many seconds until the time is over, with a line for whoever waits. */
export async function watch(watched: Watched, forSeconds: number, eachSeconds: number): Promise<readonly Look[]> {
  const { server, client, database, persons } = watched;
  const start = performance.now();
  const looks: Look[] = [];
  await server.reset();
  client.takeDurations();
  for (let next = eachSeconds; next <= forSeconds; next += eachSeconds) {
    await pause(Math.max(0, start + next * 1000 - performance.now()));
    const { rssBytes, loopDelayMs } = await server.report();
    await server.reset();
    const [tables, log] = [
      await folderSize(database, (path) => !LOG.test(path)),
      await folderSize(database, (path) => LOG.test(path)),
    ];
    const look = {
      seconds: (performance.now() - start) / 1000,
      residentBytes: rssBytes,
      databaseBytes: tables.bytes,
      logBytes: log.bytes,
      loopDelayP99: loopDelayMs.p99,
      durations: client.takeDurations(),
      persons: persons(),
    };
    looks.push(look);
    const mega = (bytes: number) => (bytes / 1e6).toFixed(0);
    const count = [...look.durations.values()].reduce((sum, { length }) => sum + length, 0);
    console.error(
      `${look.seconds.toFixed(0)} s: ${count} calls, ${look.persons} persons, ${mega(rssBytes)} MB resident, ` +
        `database ${mega(tables.bytes)} MB, its log ${mega(log.bytes)} MB, ${client.errors.length} errors`,
    );
  }
  return looks;
}

/** The quantile of a kind of call over some looks. */
export function quantileOf(looks: readonly Look[], name: string, share: number): number {
  const all = looks.flatMap(({ durations }) => durations.get(name) ?? []).sort((one, other) => one - other);
  return all[Math.min(all.length - 1, Math.floor(share * all.length))] ?? Number.NaN;
}
