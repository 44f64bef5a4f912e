import { type ExpressionBuilder, sql } from 'kysely';
import type { AccountId, PersonId } from '../../domain/ids.ts';
import type { Timestamp } from '../../domain/time.ts';
import type { StoreContext } from '../ports/dialect.ts';
import type { PersonKey, PersonRange, PersonSearchStore, WantedPersons } from '../ports/personSearch.ts';
import type { Database } from '../sql/schema.ts';
import { containsText } from '../sql/text/containsText.ts';
import { foldedSpellings } from '../sql/text/foldedSpellings.ts';
import { readPersonsById } from './personRows.ts';

/** Persons of one statement: with their links they are a few milliseconds of work. */
const PERSONS_AT_ONCE = 100;

interface Stretch {
  readonly after?: PersonKey | undefined;
  /** The last of the stretch; absent: to the end. */
  readonly last?: PersonKey | undefined;
  readonly order: PersonRange['order'];
}

/**
 * Persons by a text that stands anywhere in their data. No index of all three databases finds that, so the account is walked in
 * the order of its answer, a stretch of an index at a time: none holds the database for long, and the walk ends with the page.
 */
export function createPersonSearch(context: StoreContext): PersonSearchStore {
  const { db, dialect } = context;

  /** Everybody among whom is searched, as rows of the index that has them in order. */
  const everybody = (accountId: AccountId, { listId }: WantedPersons) =>
    listId === undefined
      ? db
          .selectFrom('person as member')
          .select(['member.create_time', 'member.person_id'])
          .where('member.account_id', '=', accountId)
      : db
          .selectFrom('list_person as member')
          .select(['member.create_time', 'member.person_id'])
          .where('member.list_id', '=', listId);

  const within = (accountId: AccountId, wanted: WantedPersons, { after, last, order }: Stretch) =>
    everybody(accountId, wanted)
      .$if(after !== undefined, (query) => query.where((eb) => isBehind(eb, order, after as PersonKey)))
      .$if(last !== undefined, (query) => query.where((eb) => isNotBehind(eb, order, last as PersonKey)));

  const inOrder = (accountId: AccountId, wanted: WantedPersons, stretch: Stretch) => {
    const direction = stretch.order === 'newest' ? 'desc' : 'asc';
    return within(accountId, wanted, stretch)
      .orderBy('member.create_time', direction)
      .orderBy('member.person_id', direction);
  };

  const matching = ({ text = '', match }: WantedPersons) => {
    const spellings = foldedSpellings(text);
    return (eb: ExpressionBuilder<Database, 'person'>) =>
      eb.or(
        (['person.user_data', 'person.external_id'] as const).flatMap((column) =>
          spellings.map((spelling) => containsText(sql`lower(${eb.ref(column)})`, spelling, match)),
        ),
      );
  };

  /** The last person of the next stretch, and undefined where fewer are left than it has. */
  async function endOf(accountId: AccountId, wanted: WantedPersons, stretch: Stretch): Promise<PersonKey | undefined> {
    const row = await inOrder(accountId, wanted, stretch)
      .offset(dialect.rowsPerScan - 1)
      .limit(1)
      .executeTakeFirst();
    return row && toKey(row);
  }

  /** Keys of those who match, in order. */
  async function* walk(accountId: AccountId, wanted: WantedPersons, range: PersonRange) {
    const { order } = range;
    let { after } = range;
    for (;;) {
      const last = await endOf(accountId, wanted, { after, order });
      const rows = await db
        .selectFrom(within(accountId, wanted, { after, last, order }).as('stretch'))
        .innerJoin('person', 'person.person_id', 'stretch.person_id')
        .select(['stretch.create_time', 'stretch.person_id'])
        .where(matching(wanted))
        .execute();
      yield* inKeyOrder(rows.map(toKey), order);
      if (last === undefined) return;
      after = last;
    }
  }

  async function keysOfText(accountId: AccountId, wanted: WantedPersons, range: PersonRange): Promise<PersonId[]> {
    const found: PersonId[] = [];
    let passed = 0;
    for await (const { personId } of walk(accountId, wanted, range)) {
      if (passed++ < range.skip) continue;
      found.push(personId);
      if (found.length === range.limit) break;
    }
    return found;
  }

  async function keysOfAll(accountId: AccountId, wanted: WantedPersons, range: PersonRange): Promise<PersonId[]> {
    const rows = await inOrder(accountId, wanted, range).offset(range.skip).limit(range.limit).execute();
    return rows.map(({ person_id }) => person_id as PersonId);
  }

  return {
    async find(accountId, wanted, range) {
      const ids = await (wanted.text ? keysOfText : keysOfAll)(accountId, wanted, range);
      const persons = [];
      for (let from = 0; from < ids.length; from += PERSONS_AT_ONCE) {
        const some = ids.slice(from, from + PERSONS_AT_ONCE);
        const known = await readPersonsById(context, some);
        // One who was deleted meanwhile is left out.
        for (const id of some) {
          const found = known.get(id);
          if (found?.accountId === accountId) persons.push(found.value);
        }
      }
      return persons;
    },

    async count(accountId, wanted) {
      if (wanted.text) {
        let count = 0;
        const everyone: PersonRange = { order: 'newest', skip: 0, limit: 0 };
        for await (const _ of walk(accountId, wanted, everyone)) count++;
        return count;
      }
      const { count } = await db
        .selectFrom(everybody(accountId, wanted).as('everybody'))
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      return count;
    },
  };
}

/** The first comparison alone can be looked up in an index. */
function isBehind(eb: MemberBuilder, order: PersonRange['order'], { createTime, personId }: PersonKey) {
  const [within, beyond] = order === 'newest' ? (['<=', '<'] as const) : (['>=', '>'] as const);
  return eb.and([
    eb('member.create_time', within, createTime),
    eb.or([eb('member.create_time', beyond, createTime), eb('member.person_id', beyond, personId)]),
  ]);
}

function isNotBehind(eb: MemberBuilder, order: PersonRange['order'], { createTime, personId }: PersonKey) {
  const [within, beyond, orSame] = order === 'newest' ? (['>=', '>', '>='] as const) : (['<=', '<', '<='] as const);
  return eb.and([
    eb('member.create_time', within, createTime),
    eb.or([eb('member.create_time', beyond, createTime), eb('member.person_id', orSame, personId)]),
  ]);
}

type MemberBuilder = ExpressionBuilder<Database & { member: { create_time: Timestamp; person_id: string } }, 'member'>;

function toKey({ create_time, person_id }: { readonly create_time: Timestamp; readonly person_id: string }): PersonKey {
  return { createTime: create_time, personId: person_id as PersonId };
}

function inKeyOrder(keys: readonly PersonKey[], order: PersonRange['order']): PersonKey[] {
  const text = ({ createTime, personId }: PersonKey) => `${createTime} ${personId}`;
  const up = [...keys].sort((one, other) => (text(one) < text(other) ? -1 : 1));
  return order === 'newest' ? up.reverse() : up;
}
