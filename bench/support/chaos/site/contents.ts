import type { StoreOptions } from '../../../../src/databases/openDatabase.ts';
import { openStore } from '../../../../src/databases/openStore.ts';
import {
  type AccountId,
  type DescriptorId,
  type ListId,
  newId,
  type PersonId,
  type TokenId,
} from '../../../../src/domain/ids.ts';
import { createClock } from '../../../../src/domain/time.ts';
import { HeldKeyRing } from '../../../../src/sealing/keys/heldKeyRing.ts';
import type { KeyRing } from '../../../../src/sealing/keys/keyRing.ts';
import { openSealing } from '../../../../src/sealing/openSealing.ts';
import { SILENT_LOG } from '../../../../src/store/sql/storeLog.ts';
import type { Store } from '../../../../src/store/store.ts';
import { EMBEDDERS } from '../../../../src/vision/embed/embedders.ts';
import { gaussSource, randomSource, randomVector } from '../../../../test/support/vectors.ts';

/** What is there before any client comes. */
export interface Contents {
  readonly token: string;
  /** Lists of persons, for the traffic. */
  readonly lists: readonly string[];
  /** A search by this person in this list is work for the search threads. */
  readonly largeList: string;
  readonly manyFaced: string;
  /** Descriptors of the large list; neither they nor those of the person have portraits. */
  readonly listed: readonly string[];
  /** Descriptors of the person. */
  readonly faces: readonly string[];
  /** Some that are stored. */
  readonly vectors: readonly Float32Array[];
}

/** Nodes are to be told its name, since other models are not compared. */
export const EMBEDDER = 'fr';
const DIMENSION = 512;
const LISTS = 3;
const LARGE = 5000;
/** Searches for so many faces among `LARGE` ones are above what the HTTP thread does itself. */
const FACES = 16;
/** Of the beginning and the middle of the list, and of the person. */
const VECTORS_KEPT = [0, LARGE >> 1, LARGE + 1];
const clock = createClock('UTC');

/** An account with a token, empty lists, and one list that is large enough. @param ring undefined: nothing is sealed */
export async function writeContents(options: StoreOptions, ring: KeyRing | undefined): Promise<Contents> {
  const store = await openStore(options, SILENT_LOG, (rows, hasAccounts) =>
    openSealing(rows, { ring: ring && new HeldKeyRing(ring), hasAccounts, log: SILENT_LOG }),
  );
  try {
    return await fill(store);
  } finally {
    await store.close();
  }
}

async function fill(store: Store): Promise<Contents> {
  const createTime = clock();
  const [accountId, tokenId] = [newId<AccountId>(), newId<TokenId>()];
  const account = { email: 'chaos@example.com', organizationName: 'Chaos', passwordHash: '-', active: true };
  await store.accounts.create({ accountId, ...account, createTime });
  await store.tokens.create(accountId, { tokenId, tokenData: '', createTime });
  const lists = Array.from({ length: LISTS }, () => newId<ListId>());
  for (const listId of lists)
    await store.lists.create(accountId, { listId, kind: 'persons', listData: '', createTime });

  const [largeList, manyFaced] = [newId<ListId>(), newId<PersonId>()];
  const gauss = gaussSource(randomSource(71));
  const faces = Array.from({ length: LARGE + FACES }, () => ({
    descriptorId: newId<DescriptorId>(),
    createTime,
    modelId: EMBEDDERS[EMBEDDER].id,
    vector: randomVector(DIMENSION, gauss),
    hasPortrait: false,
  }));
  const ids = faces.map(({ descriptorId }) => descriptorId);
  await store.lists.create(accountId, { listId: largeList, kind: 'descriptors', listData: '', createTime });
  await store.transaction(async (tx) => {
    await tx.descriptors.createMany(accountId, faces);
    await tx.persons.create(accountId, { personId: manyFaced, userData: 'many faces', externalId: null, createTime });
    for (const id of ids.slice(LARGE)) await tx.persons.linkDescriptor(accountId, manyFaced, id, createTime);
    await tx.lists.linkDescriptors(accountId, largeList, ids.slice(0, LARGE), createTime);
    await tx.lists.recordChange([largeList], { add: ids.slice(0, LARGE) });
  });
  return {
    token: tokenId,
    lists,
    largeList,
    manyFaced,
    listed: ids.slice(0, LARGE),
    faces: ids.slice(LARGE),
    vectors: faces.filter((_, index) => VECTORS_KEPT.includes(index)).map(({ vector }) => vector),
  };
}
