import { setTimeout as pause } from 'node:timers/promises';
import type { Installation } from './installPostgres.ts';
import { DATABASE, PASSWORD, PostgresServer, USER } from './postgresServer.ts';

/** A primary that acknowledges a commit only after its standby has it, and that standby. */
export interface ReplicatedPair {
  readonly primary: PostgresServer;
  readonly standby: PostgresServer;
  /** The end of both, with their data. */
  kill(): Promise<void>;
}

/** A commit waits until the standby has written it. */
export const SYNCHRONOUS = { synchronous_standby_names: '*', synchronous_commit: 'on' };

export async function startServer(
  installation: Installation,
  name: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<PostgresServer> {
  const server = await PostgresServer.create(installation, name);
  await server.start(settings);
  await server.query(`create role ${USER} login password '${PASSWORD}'`);
  await server.query(`create database ${DATABASE} owner ${USER}`);
  return server;
}

export async function startPair(installation: Installation): Promise<ReplicatedPair> {
  const primary = await startServer(installation, 'one');
  const standby = await PostgresServer.standbyOf(primary, 'two');
  await standby.start();
  await makeSynchronous(primary);
  return {
    primary,
    standby,
    async kill() {
      await Promise.all([primary.destroy(), standby.destroy()]);
    },
  };
}

/** From now on `primary` waits for its standby; resolves when the standby is there. */
export async function makeSynchronous(primary: PostgresServer): Promise<void> {
  await replicating(primary);
  for (const [name, value] of Object.entries(SYNCHRONOUS)) await primary.query(`alter system set ${name} = '${value}'`);
  await primary.query('select pg_reload_conf()');
  for (let left = 200; left > 0; left--) {
    const [row] = await primary.query<{ state: string }>(`select sync_state as state from pg_stat_replication`);
    if (row?.state === 'sync') return;
    await pause(50);
  }
  throw new Error('the standby did not become synchronous');
}

/** Resolves when the standby shows what the primary has committed until now. */
export async function replayed(primary: PostgresServer, standby: PostgresServer): Promise<void> {
  const [now] = await primary.query<{ place: string }>('select pg_current_wal_lsn() as place');
  const there = `select pg_last_wal_replay_lsn() >= '${now?.place}' as there`;
  for (let left = 400; left > 0; left--) {
    if ((await standby.query<{ there: boolean }>(there))[0]?.there) return;
    await pause(25);
  }
  throw new Error('the standby does not catch up');
}

async function replicating(primary: PostgresServer): Promise<void> {
  for (let left = 200; left > 0; left--) {
    const [row] = await primary.query<{ state: string }>(
      `select state from pg_stat_replication where state = 'streaming'`,
    );
    if (row) return;
    await pause(50);
  }
  throw new Error('the standby does not replicate');
}
