import { Conflict, NotFound } from '../../domain/errors.ts';
import type { AccountId, DescriptorId, PersonId } from '../../domain/ids.ts';
import type { Timestamp } from '../../domain/time.ts';
import type { StoreContext } from '../ports/dialect.ts';
import type { PersonStore } from '../ports/persons.ts';
import { inChunks, orConflict } from '../sql/context.ts';

type PersonFaces = Pick<
  PersonStore,
  | 'descriptorsOf'
  | 'ownersOf'
  | 'linkDescriptor'
  | 'linkDescriptors'
  | 'moveDescriptors'
  | 'unlinkDescriptors'
  | 'unlinkDescriptor'
>;

/** Which descriptors belong to which person. */
export function createPersonFaces({ db, dialect }: StoreContext): PersonFaces {
  const link = async (
    accountId: AccountId,
    personId: PersonId,
    descriptorIds: readonly DescriptorId[],
    at: Timestamp,
  ): Promise<void> => {
    // Both are looked up by account within the statement: an id of another account links nothing.
    const insert = db
      .insertInto('person_face')
      .columns(['face_id', 'person_id', 'link_time'])
      .expression((eb) =>
        eb
          .selectFrom('person')
          .innerJoin('descriptor', 'descriptor.account_id', 'person.account_id')
          .select(['descriptor.descriptor_id', 'person.person_id', dialect.timestamp(at).as('link_time')])
          .where('person.account_id', '=', accountId)
          .where('person.person_id', '=', personId)
          .$if(descriptorIds.length === 1, (one) => one.where('descriptor.descriptor_id', '=', descriptorIds[0] ?? ''))
          .$if(descriptorIds.length > 1, (all) =>
            all.where(dialect.isAmong('descriptor.descriptor_id', descriptorIds)),
          ),
      );
    const { numInsertedOrUpdatedRows } = await orConflict(
      insert.executeTakeFirstOrThrow(),
      'person_face_pk',
      () => new Conflict('descriptor-attached'),
    );
    if (numInsertedOrUpdatedRows !== BigInt(descriptorIds.length)) throw new NotFound('descriptor', 'reference');
  };

  const ownedBy = async (personId: PersonId, descriptorIds: readonly DescriptorId[]) => {
    const rows = await inChunks(descriptorIds, dialect.idsPerStatement, (chunk) =>
      db
        .selectFrom('person_face')
        .select('face_id')
        .where('person_id', '=', personId)
        .where(dialect.isAmong('face_id', chunk))
        .execute(),
    );
    return rows.map(({ face_id }) => face_id as DescriptorId);
  };

  return {
    async descriptorsOf(accountId, personIds) {
      const rows = await inChunks(personIds, dialect.idsPerStatement, (chunk) =>
        db
          .selectFrom('person_face')
          .innerJoin('person', 'person.person_id', 'person_face.person_id')
          .select('person_face.face_id')
          .where('person.account_id', '=', accountId)
          .where(dialect.isAmong('person_face.person_id', chunk))
          .orderBy('person_face.link_time')
          .orderBy('person_face.face_id')
          .execute(),
      );
      return rows.map(({ face_id }) => face_id as DescriptorId);
    },

    async ownersOf(accountId, descriptorIds) {
      const rows = await inChunks(descriptorIds, dialect.idsPerStatement, (chunk) =>
        db
          .selectFrom('person_face')
          .innerJoin('person', 'person.person_id', 'person_face.person_id')
          .select(['person_face.face_id', 'person_face.person_id'])
          .where('person.account_id', '=', accountId)
          .where(dialect.isAmong('person_face.face_id', chunk))
          .execute(),
      );
      return new Map(rows.map((row) => [row.face_id as DescriptorId, row.person_id as PersonId]));
    },

    linkDescriptor: (accountId, personId, descriptorId, at) => link(accountId, personId, [descriptorId], at),

    async linkDescriptors(accountId, personId, descriptorIds, at) {
      await inChunks(descriptorIds, dialect.idsPerStatement, async (chunk) => {
        await link(accountId, personId, chunk, at);
        return [];
      });
    },

    async moveDescriptors(from, to, descriptorIds) {
      const owned = await ownedBy(from, descriptorIds);
      await inChunks(owned, dialect.idsPerStatement, async (chunk) => {
        await db
          .updateTable('person_face')
          .set({ person_id: to })
          .where('person_id', '=', from)
          .where(dialect.isAmong('face_id', chunk))
          .execute();
        return [];
      });
      return owned;
    },

    async unlinkDescriptors(personId, descriptorIds) {
      const owned = await ownedBy(personId, descriptorIds);
      await inChunks(owned, dialect.idsPerStatement, async (chunk) => {
        await db
          .deleteFrom('person_face')
          .where('person_id', '=', personId)
          .where(dialect.isAmong('face_id', chunk))
          .execute();
        return [];
      });
      return owned;
    },

    async unlinkDescriptor(accountId, personId, descriptorId) {
      const { numDeletedRows } = await db
        .deleteFrom('person_face')
        .where('face_id', '=', descriptorId)
        .where('person_id', 'in', (eb) =>
          eb
            .selectFrom('person')
            .select('person.person_id')
            .where('person.person_id', '=', personId)
            .where('person.account_id', '=', accountId),
        )
        .executeTakeFirstOrThrow();
      return numDeletedRows > 0n;
    },
  };
}
