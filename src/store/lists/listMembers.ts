import type { InsertResult } from 'kysely';
import type { DescriptorId, PersonId } from '../../domain/ids.ts';
import { DESCRIPTOR_COLUMNS, readDescriptors } from '../people/descriptorRows.ts';
import { readPersons } from '../people/personRows.ts';
import type { StoreContext } from '../ports/dialect.ts';
import type { ListStore } from '../ports/lists.ts';
import { inChunks, offsetOf, paged } from '../sql/context.ts';

type ListMembers = Pick<
  ListStore,
  | 'personsPage'
  | 'descriptorsPage'
  | 'linkPersons'
  | 'unlinkPersons'
  | 'linkDescriptors'
  | 'unlinkDescriptors'
  | 'descriptorIds'
>;

/** What is in the lists. */
export function createListMembers(context: StoreContext): ListMembers {
  const { db, dialect } = context;

  /** The lists of one kind that have the id and belong to the account: one or none. */
  const owned = (accountId: string, listId: string, table: 'persons_list' | 'descriptors_list') =>
    db.selectFrom(table).select(`${table}.list_id`).where('list_id', '=', listId).where('account_id', '=', accountId);

  const linked = {
    persons: (accountId: string, listId: string) =>
      db
        .selectFrom('list_person')
        .select('person_id')
        .where('list_id', 'in', owned(accountId, listId, 'persons_list')),
    descriptors: (accountId: string, listId: string) =>
      db
        .selectFrom('list_descriptor')
        .select('descriptor_id')
        .where('list_id', 'in', owned(accountId, listId, 'descriptors_list')),
  };

  return {
    async personsPage(accountId, listId, page) {
      const members = db.selectFrom('list_person').where('list_id', 'in', owned(accountId, listId, 'persons_list'));
      const onePage = members
        .select(['list_person.person_id', 'list_person.create_time'])
        .orderBy('list_person.create_time', 'desc')
        .orderBy('list_person.person_id', 'desc')
        .limit(page.size)
        .offset(offsetOf(page));
      const persons = await readPersons(
        context,
        db
          .selectFrom('person')
          .innerJoin(onePage.as('member'), 'member.person_id', 'person.person_id')
          .selectAll('person'),
      );
      return paged(persons, page, async () => {
        const { count } = await members.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
        return count;
      });
    },

    async descriptorsPage(accountId, listId, page) {
      const members = db
        .selectFrom('list_descriptor')
        .where('list_id', 'in', owned(accountId, listId, 'descriptors_list'));
      const onePage = members
        .select(['list_descriptor.descriptor_id', 'list_descriptor.create_time'])
        .orderBy('list_descriptor.create_time', 'desc')
        .orderBy('list_descriptor.descriptor_id', 'desc')
        .limit(page.size)
        .offset(offsetOf(page));
      const descriptors = await readDescriptors(
        context,
        db
          .selectFrom('descriptor')
          .innerJoin(onePage.as('member'), 'member.descriptor_id', 'descriptor.descriptor_id')
          .select(DESCRIPTOR_COLUMNS),
      );
      return paged(descriptors, page, async () => {
        const { count } = await members.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
        return count;
      });
    },

    async descriptorIds(accountId, listId, { after, limit }) {
      const rows = await linked
        .descriptors(accountId, listId)
        .$if(after !== undefined, (query) => query.where('descriptor_id', '>', after ?? ''))
        .orderBy('descriptor_id')
        .limit(limit)
        .execute();
      return rows.map(({ descriptor_id }) => descriptor_id as DescriptorId);
    },

    async linkPersons(accountId, listId, personIds) {
      const ids = [...new Set(personIds)];
      const before = await inChunks(ids, dialect.idsPerStatement, (chunk) =>
        linked.persons(accountId, listId).where(dialect.isAmong('person_id', chunk)).execute(),
      );
      const known = new Set<string>(before.map(({ person_id }) => person_id));
      const missing = ids.filter((id) => !known.has(id));
      const inserted = await inChunks(missing, dialect.idsPerStatement, (chunk) =>
        dialect
          .ignoringDuplicates(
            db
              .insertInto('list_person')
              .columns(['list_id', 'person_id', 'create_time'])
              .expression(
                db
                  .selectFrom('person')
                  .innerJoin('persons_list', 'persons_list.account_id', 'person.account_id')
                  .select(['persons_list.list_id', 'person.person_id', 'person.create_time'])
                  .where('persons_list.list_id', '=', listId)
                  .where('person.account_id', '=', accountId)
                  .where(dialect.isAmong('person.person_id', chunk)),
              ),
          )
          .execute(),
      );
      if (insertedRows(inserted) === missing.length) return missing;
      // Ids that are unknown, or of another account, were passed over by the insert.
      const after = await inChunks(missing, dialect.idsPerStatement, (chunk) =>
        linked.persons(accountId, listId).where(dialect.isAmong('person_id', chunk)).execute(),
      );
      return after.map(({ person_id }) => person_id as PersonId);
    },

    async unlinkPersons(accountId, listId, personIds) {
      const rows = await inChunks(personIds, dialect.idsPerStatement, (chunk) =>
        linked.persons(accountId, listId).where(dialect.isAmong('person_id', chunk)).execute(),
      );
      const ids = rows.map(({ person_id }) => person_id as PersonId);
      await inChunks(ids, dialect.idsPerStatement, (chunk) =>
        db.deleteFrom('list_person').where('list_id', '=', listId).where(dialect.isAmong('person_id', chunk)).execute(),
      );
      return ids;
    },

    async linkDescriptors(accountId, listId, descriptorIds, at) {
      const ids = [...new Set(descriptorIds)];
      const before = await inChunks(ids, dialect.idsPerStatement, (chunk) =>
        linked.descriptors(accountId, listId).where(dialect.isAmong('descriptor_id', chunk)).execute(),
      );
      const known = new Set<string>(before.map(({ descriptor_id }) => descriptor_id));
      const missing = ids.filter((id) => !known.has(id));
      const inserted = await inChunks(missing, dialect.idsPerStatement, (chunk) =>
        dialect
          .ignoringDuplicates(
            db
              .insertInto('list_descriptor')
              .columns(['list_id', 'descriptor_id', 'create_time', 'link_time'])
              .expression(
                db
                  .selectFrom('descriptor')
                  .innerJoin('descriptors_list', 'descriptors_list.account_id', 'descriptor.account_id')
                  .select([
                    'descriptors_list.list_id',
                    'descriptor.descriptor_id',
                    'descriptor.create_time',
                    dialect.timestamp(at).as('link_time'),
                  ])
                  .where('descriptors_list.list_id', '=', listId)
                  .where('descriptor.account_id', '=', accountId)
                  .where(dialect.isAmong('descriptor.descriptor_id', chunk)),
              ),
          )
          .execute(),
      );
      if (insertedRows(inserted) === missing.length) return missing;
      const after = await inChunks(missing, dialect.idsPerStatement, (chunk) =>
        linked.descriptors(accountId, listId).where(dialect.isAmong('descriptor_id', chunk)).execute(),
      );
      return after.map(({ descriptor_id }) => descriptor_id as DescriptorId);
    },

    async unlinkDescriptors(accountId, listId, descriptorIds) {
      const rows = await inChunks(descriptorIds, dialect.idsPerStatement, (chunk) =>
        linked.descriptors(accountId, listId).where(dialect.isAmong('descriptor_id', chunk)).execute(),
      );
      const ids = rows.map(({ descriptor_id }) => descriptor_id as DescriptorId);
      await inChunks(ids, dialect.idsPerStatement, (chunk) =>
        db
          .deleteFrom('list_descriptor')
          .where('list_id', '=', listId)
          .where(dialect.isAmong('descriptor_id', chunk))
          .execute(),
      );
      return ids;
    },
  };
}

function insertedRows(results: readonly InsertResult[]): number {
  return results.reduce((sum, { numInsertedOrUpdatedRows = 0n }) => sum + Number(numInsertedOrUpdatedRows), 0);
}
