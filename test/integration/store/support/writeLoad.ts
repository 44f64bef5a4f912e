import { openStore } from '../../../../src/databases/openStore.ts';
import type { AccountId, DescriptorId, ListId, PersonId } from '../../../../src/domain/ids.ts';
import { newId } from '../../../../src/domain/ids.ts';
import { clock } from './rows.ts';

/** Several writers at once, until the process is killed; each line names what was acknowledged. */
const [directory = '', accountId, listId] = process.argv.slice(2) as [string, AccountId, ListId];
const store = await openStore({ type: 'pglite', directory });
console.log('writing');

async function write(): Promise<void> {
  for (;;) {
    const personId = newId<PersonId>();
    const descriptorId = newId<DescriptorId>();
    await store.persons.create(accountId, { personId, userData: 'x', externalId: null, createTime: clock() });
    console.log(`person ${personId}`);
    const face = { descriptorId, createTime: clock(), modelId: 'm', vector: new Float32Array(128), hasPortrait: false };
    await store.descriptors.createMany(accountId, [face]);
    await store.transaction(async (tx) => {
      await tx.persons.linkDescriptor(accountId, personId, descriptorId, clock());
      await tx.lists.linkPersons(accountId, listId, [personId]);
      await tx.lists.recordChange([listId], { add: [descriptorId] });
    });
    console.log(`linked ${personId} ${descriptorId}`);
  }
}

await Promise.all(Array.from({ length: 8 }, write));
