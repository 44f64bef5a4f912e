import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../../src/databases/openStore.ts';
import type { AccountId, DescriptorId, ListId, PersonId } from '../../../src/domain/ids.ts';
import { type Child, startChild } from './support/child.ts';
import { aList, anAccount, START } from './support/rows.ts';

const ROUNDS = 10;
const WRITER = new URL('./support/writeLoad.ts', import.meta.url);

/** What the children were told is stored. */
interface Acknowledged {
  readonly persons: PersonId[];
  readonly links: { readonly personId: PersonId; readonly descriptorId: DescriptorId }[];
}

function note(child: Child, { persons, links }: Acknowledged): void {
  for (const line of child.lines) {
    const [what, personId, descriptorId] = line.split(' ') as [string, PersonId, DescriptorId];
    if (what === 'person') persons.push(personId);
    else if (what === 'linked') links.push({ personId, descriptorId });
  }
}

async function check(directory: string, accountId: AccountId, listId: ListId, all: Acknowledged): Promise<void> {
  const store = await openStore({ type: 'pglite', directory });
  try {
    const stored = await store.persons.existing(accountId, all.persons);
    expect(all.persons.filter((id) => !stored.has(id))).toEqual([]);
    const owners = await store.persons.ownersOf(
      accountId,
      all.links.map(({ descriptorId }) => descriptorId),
    );
    expect(all.links.filter(({ personId, descriptorId }) => owners.get(descriptorId) !== personId)).toEqual([]);
    // A transaction is there as a whole or not at all: as many members as versions, and no version missing.
    const head = await store.galleryFeed.version(listId);
    const members = await store.lists.personsPage(accountId, listId, { page: 1, size: 1 });
    expect(members.count).toBe(head?.version);
    expect(members.count).toBeGreaterThanOrEqual(all.links.length);
    const versions = head?.version ?? 0;
    const log = await store.galleryFeed.changesAfter(listId, START);
    // The log reaches back a thousand versions.
    expect(log.complete).toBe(versions <= 1000);
    if (log.complete) expect(log.changes).toHaveLength(versions);
  } finally {
    await store.close();
  }
}

describe('PGlite in a directory', () => {
  it(`keeps every acknowledged write through ${ROUNDS} times kill -9`, async () => {
    const directory = await mkdtemp(join(tmpdir(), 'durability-test-'));
    const store = await openStore({ type: 'pglite', directory });
    const accountId = await anAccount(store);
    const listId = await aList(store, accountId);
    await store.close();

    const all: Acknowledged = { persons: [], links: [] };
    for (let round = 0; round < ROUNDS; round++) {
      const writer = await startChild(WRITER, directory, accountId, listId);
      await writer.line('linked');
      await delay(100 + Math.random() * 500);
      await writer.kill('SIGKILL');
      const before = all.links.length;
      note(writer, all);
      expect(all.links.length).toBeGreaterThan(before);
      await check(directory, accountId, listId, all);
    }
    console.log(`${all.persons.length} persons and ${all.links.length} transactions acknowledged, 0 lost`);
    await rm(directory, { recursive: true, force: true });
  });
});
