import type { AliasableExpression } from 'kysely';
import type { DescriptorId, ListId, PersonId } from '../../domain/ids.ts';
import type { StoreContext } from '../ports/dialect.ts';
import type { Person } from '../ports/persons.ts';
import { splitIds } from '../sql/context.ts';
import { fixedStatement } from '../sql/fixedStatement.ts';
import type { Owned } from '../sql/readOwned.ts';
import type { PersonTable } from '../sql/schema.ts';
import { padded } from '../sql/text/padded.ts';

interface PersonRow extends PersonTable {
  readonly descriptors: string | null;
  readonly lists: string | null;
}

/** Persons of that query, newest first. */
export async function readPersons(context: StoreContext, persons: AliasableExpression<PersonTable>): Promise<Person[]> {
  const rows = await withLinks(context, persons)
    .orderBy('p.create_time', 'desc')
    .orderBy('p.person_id', 'desc')
    .execute();
  return rows.map(toPerson);
}

/** Persons by their ids, each with the account that it belongs to. */
export async function readPersonsById(
  context: StoreContext,
  personIds: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, Owned<Person>>> {
  const { rows } = await selectById(context, ...padded(personIds));
  return new Map(rows.map((row) => [row.person_id as PersonId, { accountId: row.account_id, value: toPerson(row) }]));
}

const selectById = fixedStatement((context, ...personIds: readonly PersonId[]) =>
  withLinks(context, context.db.selectFrom('person').selectAll().where('person_id', 'in', personIds)),
);

/**
 * Persons with what they own and where they are, in one statement: the links are looked up for the rows that the inner
 * query leaves, after its limit.
 */
function withLinks({ db, dialect }: StoreContext, persons: AliasableExpression<PersonTable>) {
  return db.selectFrom(persons.as('p')).select((eb) => [
    'p.person_id',
    'p.account_id',
    'p.user_data',
    'p.external_id',
    'p.create_time',
    eb
      .selectFrom('person_face')
      .whereRef('person_face.person_id', '=', 'p.person_id')
      .select(dialect.joinedIds('face_id', ['link_time', 'face_id']).as('joined'))
      .as('descriptors'),
    eb
      .selectFrom('list_person')
      .whereRef('list_person.person_id', '=', 'p.person_id')
      .select(dialect.joinedIds('list_id', ['list_id']).as('joined'))
      .as('lists'),
  ]);
}

function toPerson(row: PersonRow): Person {
  return {
    personId: row.person_id as PersonId,
    userData: row.user_data ?? '',
    externalId: row.external_id,
    createTime: row.create_time,
    descriptors: splitIds<DescriptorId>(row.descriptors),
    lists: splitIds<ListId>(row.lists),
  };
}
