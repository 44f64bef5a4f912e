import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openStore } from '../../../../src/databases/openStore.ts';
import type { PostgresOptions } from '../../../../src/databases/postgres/openPostgres.ts';
import {
  AccountGone,
  CannotUndo,
  Conflict,
  NotFound,
  NotLinked,
  SomeNotFound,
  WrongListKind,
} from '../../../../src/domain/errors.ts';
import type { Store } from '../../../../src/store/store.ts';
import { DATABASES } from '../../store/support/databases.ts';
import { at, aWorld, type Operation, servicesOn, type World } from './world.ts';

/** Calls of each operation of a pair that are under way at once, and how often. */
const AT_ONCE = 4;
const ROUNDS = Number(process.env.LINK_RACE_ROUNDS ?? 1);

/** What a caller may be told. */
const EXPECTED = [AccountGone, CannotUndo, Conflict, NotFound, NotLinked, SomeNotFound, WrongListKind];

export interface Raced {
  readonly pairs: number;
  readonly calls: number;
  readonly deadlocks: number;
  /** Errors that no caller may be told, with the pair. */
  readonly unexpected: readonly string[];
}

/**
 * Calls the two operations of each pair at once, on two nodes that share a Postgres, each pair on objects of its own.
 * @param prepare what the objects are to have besides
 */
export async function race(
  operations: Readonly<Record<string, Operation>>,
  pairs: readonly (readonly [string, string])[],
  prepare: (store: Store, world: World) => Promise<void> = async () => undefined,
): Promise<Raced> {
  const postgres = DATABASES.find(({ name }) => name === 'Postgres');
  if (!postgres) throw new Error('the set-up of the integration tests starts a Postgres');
  const database = await postgres.create();
  const folder = await mkdtemp(join(tmpdir(), 'luna-races-'));
  try {
    const options = database.options as PostgresOptions;
    const nodes = [await openStore(options), await openStore(options)] as const;
    const services = nodes.map((store) => servicesOn(store, folder));
    const unexpected: string[] = [];
    let calls = 0;
    for (const [one, other] of pairs) {
      for (let round = 0; round < ROUNDS; round++) {
        const world = await aWorld(nodes[0]);
        await prepare(nodes[0], world);
        const callsAtOnce = Array.from({ length: AT_ONCE }, (_, turn) =>
          [one, other].map((name, index) =>
            (operations[name] as Operation)(at(services, turn + index), world, turn).catch((error: unknown) => {
              if (!EXPECTED.some((kind) => error instanceof kind))
                unexpected.push(`${one} | ${other}: ${String(error)}`);
            }),
          ),
        ).flat();
        calls += callsAtOnce.length;
        await Promise.all(callsAtOnce);
      }
    }
    // A server process tells of what it counted when its connection ends.
    await Promise.all(nodes.map((store) => store.close()));
    return { pairs: pairs.length, calls, deadlocks: await deadlocksOf(options), unexpected };
  } finally {
    await database.remove();
    await rm(folder, { recursive: true, force: true });
  }
}

async function deadlocksOf(options: PostgresOptions): Promise<number> {
  const client = new pg.Client({ ...options, password: String(options.password) });
  await client.connect();
  try {
    const { rows } = await client.query<{ deadlocks: string }>(
      'select deadlocks from pg_stat_database where datname = current_database()',
    );
    return Number(rows[0]?.deadlocks);
  } finally {
    await client.end();
  }
}
