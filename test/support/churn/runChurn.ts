import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openStore } from '../../../src/databases/openStore.ts';
import {
  type AccountId,
  type DescriptorId,
  type ListId,
  newId,
  type PersonId,
  type TokenId,
} from '../../../src/domain/ids.ts';
import { createClock } from '../../../src/domain/time.ts';
import type { Store } from '../../../src/store/store.ts';
import { EMBEDDERS } from '../../../src/vision/embed/embedders.ts';
import { serve } from '../../integration/support/commandLine.ts';
import type { Installation } from '../postgres/installPostgres.ts';
import { DATABASE, PASSWORD, type PostgresServer, USER } from '../postgres/postgresServer.ts';
import { startPair } from '../postgres/replicatedPair.ts';
import { gaussSource, randomSource, randomVector } from '../vectors.ts';
import { ChurnNode } from './node.ts';
import { identify, type SearchCounts, search } from './searcher.ts';
import { Slot } from './slot.ts';
import { churn, type Scene, type WriterCounts } from './writer.ts';

const WRITERS = 8;
const SLOTS_PER_WRITER = 40;
const SEARCHERS_PER_NODE = 2;
const DIMENSION = 512;
/** A standby is promoted that long after the end of its primary. */
const PROMOTION_MS = 500;

export interface ChurnOptions {
  readonly installation: Installation;
  /** Of load, in which a node is killed once in a while, and the primary in the middle. */
  readonly seconds: number;
  readonly nodeKills: number;
  /** Of both nodes. With `pgvector` the installation has the extension. */
  readonly engine?: 'memory' | 'pgvector' | undefined;
  readonly onEvent?: (event: string) => void;
}

export interface ChurnReport extends WriterCounts, SearchCounts {
  /** Slots whose search at the end differs from the database. */
  wrongInTheEnd: number;
}

/**
 * Two processes of the service over a primary with a synchronous standby; eight writers attach, detach and delete
 * through both, searchers on each hold every answer against what was acknowledged, and `kill -9` takes a node and the
 * primary.
 */
export async function runChurn(options: ChurnOptions): Promise<ChurnReport> {
  const { installation, seconds, nodeKills, engine = 'memory', onEvent } = options;
  const pair = await startPair(installation);
  const folder = await mkdtemp(join(tmpdir(), 'luna-churn-'));
  const dsn = `${USER}:${PASSWORD}@127.0.0.1:${pair.primary.port},127.0.0.1:${pair.standby.port}/${DATABASE}`;
  const nodes: ChurnNode[] = [];
  const counts = { acknowledged: 0, unknown: 0, judged: 0, stale: 0, missing: 0, ghost: 0, unanswered: 0 };
  try {
    // The role of the service may not.
    if (engine === 'pgvector') await pair.primary.query('create extension vector', DATABASE);
    const { slots, listId, token } = await prepare(dsn);
    for (const name of ['a', 'b']) {
      const database = { DB_TYPE: 'postgres', DB_DSN: dsn, DB_CONNECTION_POOL_SIZE: '8' };
      const gallery = { GALLERY_ENGINE: engine, GALLERY_PREWARM: 'all' };
      const settings = { ...database, ...gallery, DATA_DIR: join(folder, name), LOG_LEVEL: 'error' };
      nodes.push(await ChurnNode.start(() => serve(settings)));
    }
    const scene: Scene = {
      nodes,
      token,
      listId,
      slots,
      random: randomSource(53),
      stopping: false,
    };
    const load = Promise.all([
      ...Array.from({ length: WRITERS }, (_, writer) =>
        churn(scene, slots.slice(writer * SLOTS_PER_WRITER, (writer + 1) * SLOTS_PER_WRITER), counts),
      ),
      ...nodes.flatMap((node) => Array.from({ length: SEARCHERS_PER_NODE }, () => search(scene, node, counts))),
    ]);
    const failed = new AbortController();
    load.catch(() => failed.abort());
    const parts = { nodes, ...pair, signal: failed.signal };
    const faults = causeFaults(parts, { seconds, nodeKills, onEvent }).finally(() => {
      scene.stopping = true;
    });
    await Promise.allSettled([load, faults]);
    await load;
    await faults;
    return { ...counts, wrongInTheEnd: await compareAtTheEnd(scene, pair.standby) };
  } finally {
    for (const node of nodes) await node.stop();
    await pair.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

interface FaultyParts {
  readonly nodes: readonly ChurnNode[];
  readonly primary: PostgresServer;
  readonly standby: PostgresServer;
  /** Ends the waiting between the faults. */
  readonly signal: AbortSignal;
}

/** The kills are spread evenly over the time; that of the primary is in the middle. */
async function causeFaults(
  { nodes, primary, standby, signal }: FaultyParts,
  { seconds, nodeKills, onEvent }: Pick<ChurnOptions, 'seconds' | 'nodeKills'> & { onEvent: ChurnOptions['onEvent'] },
): Promise<void> {
  const faults = nodeKills + 1;
  const middle = Math.floor(faults / 2);
  const started = performance.now();
  const until = (ms: number) => pause(Math.max(0, started + ms - performance.now()), undefined, { signal });
  for (let fault = 0; fault < faults; fault++) {
    await until(((fault + 1) / (faults + 1)) * seconds * 1000);
    if (fault === middle) {
      onEvent?.('kill -9 of the primary');
      await primary.kill();
      await pause(PROMOTION_MS);
      await standby.promote();
      onEvent?.('the standby is promoted');
    } else {
      // That of the primary is not counted, or two kills in three faults would both take the first node.
      const index = (fault < middle ? fault : fault - 1) % nodes.length;
      onEvent?.(`kill -9 of node ${index + 1}`);
      await (nodes[index] as ChurnNode).crash();
      onEvent?.(`node ${index + 1} is back`);
    }
  }
  await until(seconds * 1000);
}

interface Prepared {
  readonly slots: readonly Slot[];
  readonly listId: ListId;
  readonly token: TokenId;
}

async function prepare(dsn: string): Promise<Prepared> {
  const login = { host: '127.0.0.1', port: 5432, user: USER, password: PASSWORD, database: DATABASE };
  const store = await openStore({ type: 'postgres', dsn, ...login, poolSize: 2 });
  try {
    return await fill(store);
  } finally {
    await store.close();
  }
}

/** A list of persons, each of whom may own one descriptor; half of them do at the beginning. */
async function fill(store: Store): Promise<Prepared> {
  const createTime = createClock('UTC')();
  const accountId = newId<AccountId>();
  const token = newId<TokenId>();
  const listId = newId<ListId>();
  const account = { email: 'churn@example.com', organizationName: 'Churn', passwordHash: '-', active: true };
  await store.accounts.create({ accountId, ...account, createTime });
  await store.tokens.create(accountId, { tokenId: token, tokenData: '', createTime });
  await store.lists.create(accountId, { listId, kind: 'persons', listData: '', createTime });

  const gauss = gaussSource(randomSource(59));
  const slots: Slot[] = [];
  for (let index = 0; index < WRITERS * SLOTS_PER_WRITER; index++) {
    const slot = new Slot(newId<DescriptorId>(), newId<PersonId>(), index % 2 === 0 ? 'found' : 'absent');
    const { descriptorId, personId } = slot;
    const vector = randomVector(DIMENSION, gauss);
    await store.transaction(async (tx) => {
      const face = { descriptorId, createTime, modelId: EMBEDDERS.fr.id, vector, hasPortrait: false };
      await tx.descriptors.createMany(accountId, [face]);
      await tx.persons.create(accountId, { personId, userData: 'churn', externalId: null, createTime });
      await tx.lists.linkPersons(accountId, listId, [personId]);
      if (slot.state === 'found') {
        await tx.persons.linkDescriptor(accountId, personId, descriptorId, createTime);
        await tx.lists.recordChange([listId], { add: [descriptorId] });
      }
    });
    slots.push(slot);
  }
  return { slots, listId, token };
}

/** Every slot, also those whose last write is of unknown fate, is searched on every node and looked up. */
async function compareAtTheEnd(scene: Scene, server: PostgresServer): Promise<number> {
  const rows = await server.query<{ face_id: string; person_id: string }>(
    `select face_id, person_id from person_face join list_person using (person_id) where list_id = '${scene.listId}'`,
    DATABASE,
  );
  const owners = new Map(rows.map(({ face_id, person_id }) => [face_id, person_id]));
  let wrong = 0;
  for (const node of scene.nodes) {
    for (const slot of scene.slots) {
      const candidates = await identify(scene, node, slot);
      const owner = candidates?.find(({ descriptor_id }) => descriptor_id === slot.descriptorId)?.person_id;
      if (!candidates || owner !== owners.get(slot.descriptorId)) wrong++;
      const isMine = slot.state === 'found' || slot.state === 'absent';
      if (isMine && owner !== (slot.state === 'found' ? slot.personId : undefined)) wrong++;
    }
  }
  return wrong;
}
