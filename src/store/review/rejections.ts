import type { DescriptorId, PersonId } from '../../domain/ids.ts';
import type { StoreContext } from '../ports/dialect.ts';
import type { ReviewStore } from '../ports/review/review.ts';
import { inChunks } from '../sql/context.ts';

type Rejections = Pick<
  ReviewStore,
  | 'rejectFaces'
  | 'forgetRejectedFaces'
  | 'rejectedFaces'
  | 'rejectPersons'
  | 'forgetRejectedPersons'
  | 'rejectedPersons'
>;

/** Who is known not to be whom. */
export function createRejections({ db, dialect }: StoreContext): Rejections {
  const facesOf = (personIds: readonly PersonId[]) =>
    inChunks(personIds, dialect.idsPerStatement, (chunk) =>
      db
        .selectFrom('rejected_face')
        .select(['person_id', 'descriptor_id'])
        .where(dialect.isAmong('person_id', chunk))
        .execute(),
    );

  return {
    async rejectFaces(personId, descriptorIds, at) {
      const known = new Set<string>((await facesOf([personId])).map(({ descriptor_id }) => descriptor_id));
      const added = descriptorIds.filter((id) => !known.has(id));
      for (let from = 0; from < added.length; from += dialect.rowsPerInsert) {
        const rows = added.slice(from, from + dialect.rowsPerInsert).map((descriptor_id) => ({
          person_id: personId,
          descriptor_id,
          create_time: at,
        }));
        await dialect.ignoringDuplicates(db.insertInto('rejected_face').values(rows)).execute();
      }
      return added;
    },

    async forgetRejectedFaces(personId, descriptorIds) {
      await inChunks(descriptorIds, dialect.idsPerStatement, async (chunk) => {
        await db
          .deleteFrom('rejected_face')
          .where('person_id', '=', personId)
          .where(dialect.isAmong('descriptor_id', chunk))
          .execute();
        return [];
      });
    },

    async rejectedFaces(personIds) {
      const rows = await facesOf(personIds);
      return groupPairs(rows.map((row) => [row.person_id as PersonId, row.descriptor_id as DescriptorId]));
    },

    async rejectPersons(one, other, at) {
      const [person_id = one, other_id = other] = [one, other].sort();
      const row = { person_id, other_id, create_time: at };
      const insert = dialect.ignoringDuplicates(db.insertInto('rejected_person').values(row));
      const { numInsertedOrUpdatedRows = 0n } = await insert.executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows > 0n;
    },

    async forgetRejectedPersons(one, others) {
      for (const other of others) {
        const [person_id = one, other_id = other] = [one, other].sort();
        await db
          .deleteFrom('rejected_person')
          .where('person_id', '=', person_id)
          .where('other_id', '=', other_id)
          .execute();
      }
    },

    async rejectedPersons(personIds) {
      const pairs: [PersonId, PersonId][] = [];
      for (const [column, opposite] of [
        ['person_id', 'other_id'],
        ['other_id', 'person_id'],
      ] as const) {
        const rows = await inChunks(personIds, dialect.idsPerStatement, (chunk) =>
          db
            .selectFrom('rejected_person')
            .select([`${column} as one`, `${opposite} as other`])
            .where(dialect.isAmong(column, chunk))
            .execute(),
        );
        pairs.push(...rows.map(({ one, other }): [PersonId, PersonId] => [one as PersonId, other as PersonId]));
      }
      return groupPairs(pairs);
    },
  };
}

function groupPairs<Key, Value>(pairs: readonly (readonly [Key, Value])[]): ReadonlyMap<Key, readonly Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const [key, value] of pairs) {
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
