import type { AccountId, ListId, PersonId } from '../../domain/ids.ts';
import type { Timestamp } from '../../domain/time.ts';
import type { StoreContext } from '../ports/dialect.ts';
import type { PersonFilter, PersonStore } from '../ports/persons.ts';
import { byList, inChunks, offsetOf, paged } from '../sql/context.ts';
import { fixedStatement } from '../sql/fixedStatement.ts';
import { inLockOrder, locking } from '../sql/lockRows.ts';
import { readOwned } from '../sql/readOwned.ts';
import { readTogether } from '../sql/readTogether.ts';
import { containsText } from '../sql/text/containsText.ts';
import { padded } from '../sql/text/padded.ts';
import { createPersonFaces } from './personFaces.ts';
import { readPersons, readPersonsById } from './personRows.ts';

/** Requests whose names are read together, and the persons of each of them. */
const NAMES_AT_ONCE = { requests: 8, persons: 32 };

const names = ({ db }: StoreContext) =>
  db.selectFrom('person').select(['person_id', 'account_id', 'user_data', 'external_id']);
const selectNames = fixedStatement((context, ...personIds: readonly PersonId[]) =>
  names(context).where('person_id', 'in', personIds),
);

const insertPerson = fixedStatement(
  (
    { db },
    personId: PersonId,
    accountId: AccountId,
    userData: string,
    externalId: string | null,
    createTime: Timestamp,
  ) =>
    db.insertInto('person').values({
      person_id: personId,
      account_id: accountId,
      user_data: userData,
      external_id: externalId,
      create_time: createTime,
    }),
);

export function createPersonStore(context: StoreContext): PersonStore {
  const { db, dialect } = context;
  const find = readOwned(context, (ids: readonly PersonId[]) => readPersonsById(context, ids));

  const namesOf = readTogether({
    most: NAMES_AT_ONCE.requests,
    callers: context.callers,
    read: async (asked: readonly (readonly PersonId[])[]) => {
      const { rows } = await selectNames(context, ...padded([...new Set(asked.flat())]));
      return (personIds) => rows.filter(({ person_id }) => personIds.some((id) => id === person_id));
    },
  });

  const namesIn = async (accountId: AccountId, personIds: readonly PersonId[]) => {
    const areFew = personIds.length <= NAMES_AT_ONCE.persons;
    const rows = await inChunks(personIds, dialect.idsPerStatement, (chunk) =>
      areFew ? namesOf(chunk) : names(context).where(dialect.isAmong('person_id', chunk)).execute(),
    );
    return rows.filter(({ account_id }) => account_id === accountId);
  };
  const existing = async (accountId: AccountId, personIds: readonly PersonId[]) =>
    new Set((await namesIn(accountId, personIds)).map(({ person_id }) => person_id as PersonId));

  const filtered = (accountId: AccountId, { userData, externalId }: PersonFilter) =>
    db
      .selectFrom('person')
      .where('person.account_id', '=', accountId)
      .$if(Boolean(userData), (query) => query.where(containsText('person.user_data', userData ?? '')))
      .$if(Boolean(externalId), (query) => query.where('person.external_id', '=', externalId ?? ''))
      .$if(externalId === '', (query) => query.where('person.external_id', 'is', null));

  return {
    async create(accountId, { personId, userData, externalId, createTime }) {
      await insertPerson(context, personId, accountId, userData, orNull(externalId), createTime);
    },

    find,

    async page(accountId, filter, page) {
      const query = filtered(accountId, filter);
      const persons = await readPersons(
        context,
        query
          .selectAll('person')
          .orderBy('person.create_time', 'desc')
          .orderBy('person.person_id', 'desc')
          .limit(page.size)
          .offset(offsetOf(page)),
      );
      return paged(persons, page, async () => {
        const { count } = await query.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
        return count;
      });
    },

    async update(accountId, personId, { userData, externalId }) {
      if (userData === undefined && externalId === undefined) {
        return (await existing(accountId, [personId])).size > 0;
      }
      const { numUpdatedRows } = await db
        .updateTable('person')
        .set({
          ...(userData !== undefined && { user_data: userData }),
          ...(externalId !== undefined && { external_id: orNull(externalId) }),
        })
        .where('person_id', '=', personId)
        .where('account_id', '=', accountId)
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },

    async lock(accountId, personIds) {
      const rows = await inChunks(inLockOrder(personIds), dialect.idsPerStatement, (chunk) =>
        locking(
          db
            .selectFrom('person')
            .select('person_id')
            .where('account_id', '=', accountId)
            .where(dialect.isAmong('person_id', chunk)),
          'person',
          dialect,
        ).execute(),
      );
      return new Set(rows.map(({ person_id }) => person_id as PersonId));
    },

    async delete(accountId, personId) {
      // The links go with the row (on delete cascade).
      await db.deleteFrom('person').where('person_id', '=', personId).where('account_id', '=', accountId).execute();
    },

    ...createPersonFaces(context),

    existing,

    async summaries(accountId, personIds) {
      const rows = await namesIn(accountId, personIds);
      return new Map(
        rows.map((row) => [row.person_id as PersonId, { userData: row.user_data ?? '', externalId: row.external_id }]),
      );
    },

    async listsOf(accountId, personId) {
      const rows = await db
        .selectFrom('list_person')
        .innerJoin('person', 'person.person_id', 'list_person.person_id')
        .select('list_person.list_id')
        .where('list_person.person_id', '=', personId)
        .where('person.account_id', '=', accountId)
        .orderBy('list_person.list_id')
        .execute();
      return rows.map(({ list_id }) => list_id as ListId);
    },

    async listsHolding(accountId, personIds) {
      const links = await inChunks(personIds, dialect.idsPerStatement, (chunk) =>
        db
          .selectFrom('list_person')
          .innerJoin('person', 'person.person_id', 'list_person.person_id')
          .select(['list_person.list_id', 'list_person.person_id as member'])
          .where('person.account_id', '=', accountId)
          .where(dialect.isAmong('list_person.person_id', chunk))
          .execute(),
      );
      return byList(links);
    },

    async idsAfter(accountId, after, limit) {
      const rows = await db
        .selectFrom('person')
        .select('person_id')
        .where('account_id', '=', accountId)
        .$if(after !== undefined, (query) => query.where('person_id', '>', after as PersonId))
        .orderBy('person_id')
        .limit(limit)
        .execute();
      return rows.map(({ person_id }) => person_id as PersonId);
    },
  };
}

/** Oracle cannot tell '' from NULL, so no database does. */
function orNull(text: string | null): string | null {
  return text === '' ? null : text;
}
