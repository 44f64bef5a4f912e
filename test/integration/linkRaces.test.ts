import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAccountServices } from '../../src/app/accounts.ts';
import { createLists } from '../../src/core/lists/lists.ts';
import { createLinkChange } from '../../src/core/persons/linkChange.ts';
import { createLinks } from '../../src/core/persons/links.ts';
import { createPersons } from '../../src/core/persons/persons.ts';
import { TRUSTED_CLOCK } from '../../src/core/upkeep/clockGuard.ts';
import { createErasure } from '../../src/core/upkeep/erasure.ts';
import { collectGarbage } from '../../src/core/upkeep/garbage.ts';
import { createPortraitErasure } from '../../src/core/upkeep/portraitErasure.ts';
import { createRetention } from '../../src/core/upkeep/retention.ts';
import { openStore } from '../../src/databases/openStore.ts';
import type { PostgresOptions } from '../../src/databases/postgres/openPostgres.ts';
import { AccountGone, Conflict, NotFound, NotLinked, SomeNotFound, WrongListKind } from '../../src/domain/errors.ts';
import type { AccountId, DescriptorId, ListId, PersonId } from '../../src/domain/ids.ts';
import { createFilePortraitStore } from '../../src/portraits/filePortraitStore.ts';
import type { Store } from '../../src/store/store.ts';
import { DATABASES, type TestDatabase } from './store/support/databases.ts';
import { aList, anAccount, clock, descriptors, persons } from './store/support/rows.ts';

/** Calls of each operation of a pair that are under way at once, and how often. */
const AT_ONCE = 4;
const ROUNDS = Number(process.env.LINK_RACE_ROUNDS ?? 1);
const COUNTS = { persons: 4, descriptors: 8, lists: 3 };

let database: TestDatabase;
let options: PostgresOptions;
let nodes: Store[];
let folder: string;

beforeAll(async () => {
  const postgres = DATABASES.find(({ name }) => name === 'Postgres');
  if (!postgres) throw new Error('the set-up of the integration tests starts a Postgres');
  database = await postgres.create();
  options = database.options as PostgresOptions;
  nodes = [await openStore(options), await openStore(options)];
  folder = await mkdtemp(join(tmpdir(), 'luna-races-'));
});
afterAll(async () => {
  await Promise.all(nodes.map((store) => store.close()));
  await database.remove();
  await rm(folder, { recursive: true, force: true });
});

/** A few objects that every operation meets, so that each two of them share some. */
interface World {
  readonly accountId: AccountId;
  readonly persons: PersonId[];
  readonly descriptors: DescriptorId[];
  readonly personsLists: ListId[];
  readonly descriptorsLists: ListId[];
}

async function aWorld(store: Store): Promise<World> {
  const accountId = await anAccount(store);
  return store.transaction(async (tx) => {
    const personIds = await persons(tx, accountId, COUNTS.persons);
    const descriptorIds = await descriptors(tx, accountId, COUNTS.descriptors);
    const world: World = {
      accountId,
      persons: personIds,
      descriptors: descriptorIds,
      personsLists: [],
      descriptorsLists: [],
    };
    for (const [index, descriptorId] of descriptorIds.entries()) {
      await tx.persons.linkDescriptor(accountId, at(personIds, index), descriptorId, clock());
    }
    // No list holds all: each two persons share a list that is the first of one and the last of the other.
    const someOf = <Id>(ids: readonly Id[], list: number) =>
      ids.filter((_, index) => index % COUNTS.lists === list || (index + 1) % COUNTS.lists === list);
    for (let list = 0; list < COUNTS.lists; list++) {
      const [personsList, descriptorsList] = [await aList(tx, accountId), await aList(tx, accountId, 'descriptors')];
      await tx.lists.linkPersons(accountId, personsList, someOf(personIds, list));
      const faces = descriptorIds.filter(
        (_, index) => (index + Math.floor(index / COUNTS.persons)) % COUNTS.lists === list,
      );
      await tx.lists.linkDescriptors(accountId, descriptorsList, faces, clock());
      world.personsLists.push(personsList);
      world.descriptorsLists.push(descriptorsList);
    }
    return world;
  });
}

function servicesOn(store: Store) {
  const portraits = createFilePortraitStore(folder);
  const portraitErasure = createPortraitErasure({ store, portraits, clock, onFailed: () => undefined });
  // Hashes nothing, so that it has no threads to close.
  const { authentication } = createAccountServices(
    {
      STORAGE_TIME: 'UTC',
      PASSWORD_CACHE_SECONDS: 10,
      PASSWORD_WORKERS: 2,
      LOGIN_FAILURE_LIMIT: 10,
      LOGIN_LONGEST_WAIT_SECONDS: 60,
      TOKEN_STORAGE: 'plain',
    },
    store,
  );
  const changeLinks = createLinkChange({ clock, rules: { refuseWrongListKind: false } });
  return {
    persons: createPersons({ store, clock, rules: { refuseDetachOfUnlinked: true } }),
    lists: createLists({ store, clock }),
    links: createLinks({ store, changeLinks }),
    erasure: createErasure({
      store,
      authentication,
      portraits: portraitErasure,
      clock,
      onProgress: () => undefined,
      eraseFromLog: async () => 0,
      onErased: () => undefined,
    }),
    retention: createRetention({
      store,
      portraits,
      erasure: portraitErasure,
      clock,
      clockGuard: TRUSTED_CLOCK,
      defaults: { descriptorDays: 0, portraitDays: 0 },
      onRun: () => undefined,
    }),
    collect: (accountId: AccountId) =>
      collectGarbage(
        { garbage: store.garbage, portraits, clock, clockGuard: TRUSTED_CLOCK },
        { accountId, minimumAgeSeconds: 0, dryRun: false },
      ),
  };
}

type Services = ReturnType<typeof servicesOn>;
type Operation = (services: Services, world: World, turn: number) => Promise<unknown>;

const at = <Item>(items: readonly Item[], index: number) => items[index % items.length] as Item;
/** In one order or the other: what takes locks as they are given is found out. */
const turned = <Item>(items: readonly Item[], turn: number) => (turn % 2 === 0 ? [...items] : [...items].reverse());

const OPERATIONS: Readonly<Record<string, Operation>> = {
  'attach a descriptor to a person': ({ persons }, world, turn) =>
    persons.attachDescriptor(world.accountId, at(world.persons, turn), at(world.descriptors, turn)),
  'detach a descriptor from a person': ({ persons }, world, turn) =>
    persons.detachDescriptor(world.accountId, at(world.persons, turn), at(world.descriptors, turn)),
  'attach a person to a list': ({ links }, world, turn) =>
    links.changePerson('attach', world.accountId, at(world.persons, turn), at(world.personsLists, turn)),
  'detach a person from a list': ({ links }, world, turn) =>
    links.changePerson('detach', world.accountId, at(world.persons, turn), at(world.personsLists, turn)),
  "attach a person's descriptors to a list": ({ links }, world, turn) =>
    links.changePerson('attach', world.accountId, at(world.persons, turn), at(world.descriptorsLists, turn)),
  'detach a descriptor from a list': ({ links }, world, turn) =>
    links.changeDescriptor('detach', world.accountId, at(world.descriptors, turn), at(world.descriptorsLists, turn)),
  'attach the owner of a descriptor to a list': ({ links }, world, turn) =>
    links.changeDescriptor('attach', world.accountId, at(world.descriptors, turn), at(world.personsLists, turn)),
  'link many persons': ({ links }, world, turn) =>
    links.changeMany(turn % 3 === 0 ? 'detach' : 'attach', world.accountId, at(world.personsLists, turn), {
      personIds: turned(world.persons, turn),
    }),
  'link many descriptors': ({ links }, world, turn) =>
    links.changeMany(turn % 3 === 0 ? 'detach' : 'attach', world.accountId, at(world.descriptorsLists, turn), {
      descriptorIds: turned(world.descriptors, turn),
    }),
  'delete a person': ({ persons }, world, turn) => persons.delete(world.accountId, at(world.persons, turn)),
  'delete a list': ({ lists }, world, turn) =>
    lists.delete(world.accountId, at(turn % 2 === 0 ? world.personsLists : world.descriptorsLists, turn)),
  'delete lists': ({ lists }, world, turn) =>
    lists.deleteMany(world.accountId, turned([...world.personsLists, ...world.descriptorsLists], turn).slice(turn % 3)),
  'erase a person': ({ erasure }, world, turn) => erasure.person(world.accountId, at(world.persons, turn), 'a test'),
  'erase the account': ({ erasure }, world, turn) =>
    turn === 0 ? erasure.account(world.accountId, 'a test') : Promise.resolve(),
  'drop old portraits': ({ retention }, world) => retention.run({ accountId: world.accountId, dryRun: false }),
  'collect garbage': ({ collect }, world) => collect(world.accountId),
  'change the rule of retention': ({ retention }, world, turn) =>
    retention.set(world.accountId, { descriptorDays: 0, portraitDays: turn }),
};

const EXPECTED = [AccountGone, NotFound, SomeNotFound, NotLinked, WrongListKind, Conflict];

async function deadlocks(): Promise<number> {
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

it('all pairs of operations on links at once: no deadlock, and no error but what a caller may be told', async () => {
  const names = Object.keys(OPERATIONS);
  const pairs = names.flatMap((one, index) => names.slice(index).map((other) => [one, other] as const));
  const services = nodes.map(servicesOn);
  const unexpected: string[] = [];
  let calls = 0;
  for (const [one, other] of pairs) {
    for (let round = 0; round < ROUNDS; round++) {
      const world = await aWorld(nodes[0] as Store);
      const callsAtOnce = Array.from({ length: AT_ONCE }, (_, turn) =>
        [one, other].map((name, index) =>
          (OPERATIONS[name] as Operation)(at(services, turn + index), world, turn).catch((error: unknown) => {
            if (!EXPECTED.some((kind) => error instanceof kind)) unexpected.push(`${one} | ${other}: ${String(error)}`);
          }),
        ),
      ).flat();
      calls += callsAtOnce.length;
      await Promise.all(callsAtOnce);
    }
  }
  // A server process tells of what it counted when its connection ends.
  await Promise.all(nodes.map((store) => store.close()));
  console.info(`${pairs.length} pairs, ${calls} calls, ${await deadlocks()} deadlocks, ${unexpected.length} errors`);
  expect(unexpected).toEqual([]);
  expect(await deadlocks()).toBe(0);
}, 600_000);
