import { Conflict } from '../../domain/errors.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { Account, AccountStore } from '../ports/accounts.ts';
import type { StoreContext } from '../ports/dialect.ts';
import { offsetOf, orConflict, paged } from '../sql/context.ts';
import { fixedStatement } from '../sql/fixedStatement.ts';
import type { AccountTable } from '../sql/schema.ts';
import { containsText } from '../sql/text/containsText.ts';

export const ACCOUNT_COLUMNS = [
  'account.account_id',
  'account.email',
  'account.organization_name',
  'account.password',
  'account.active',
  'account.create_time',
] as const;

export function toAccount(row: AccountTable): Account {
  return {
    accountId: row.account_id as AccountId,
    email: row.email,
    organizationName: row.organization_name ?? '',
    passwordHash: row.password,
    active: row.active,
    createTime: row.create_time,
  };
}

const selectByEmail = fixedStatement(({ db }, email: string) =>
  db.selectFrom('account').select(ACCOUNT_COLUMNS).where('email', '=', email),
);

export function createAccountStore(context: StoreContext): AccountStore {
  const { db } = context;
  return {
    async create({ accountId, email, organizationName, passwordHash, active, createTime }) {
      const insert = db.insertInto('account').values({
        account_id: accountId,
        active,
        email,
        password: passwordHash,
        organization_name: organizationName,
        create_time: createTime,
      });
      await orConflict(insert.execute(), 'account_email_key', () => new Conflict('email-taken'));
    },

    async findByEmail(email) {
      const {
        rows: [row],
      } = await selectByEmail(context, email);
      return row && toAccount(row);
    },

    async find(accountId) {
      const row = await db
        .selectFrom('account')
        .select(ACCOUNT_COLUMNS)
        .where('account_id', '=', accountId)
        .executeTakeFirst();
      return row && toAccount(row);
    },

    async page(email, page) {
      const matching = db
        .selectFrom('account')
        .$if(email !== '', (query) => query.where(containsText('account.email', email)));
      const rows = await matching
        .select(ACCOUNT_COLUMNS)
        .orderBy('account.create_time', 'desc')
        .orderBy('account.account_id', 'desc')
        .limit(page.size)
        .offset(offsetOf(page))
        .execute();
      return paged(rows.map(toAccount), page, async () => {
        const { count } = await matching.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
        return count;
      });
    },

    async idsAfter(after, limit) {
      const rows = await db
        .selectFrom('account')
        .select('account_id')
        .$if(after !== undefined, (query) => query.where('account_id', '>', after ?? ''))
        .orderBy('account_id')
        .limit(limit)
        .execute();
      return rows.map(({ account_id }) => account_id as AccountId);
    },

    async setOrganizationName(accountId, organizationName) {
      await db
        .updateTable('account')
        .set({ organization_name: organizationName })
        .where('account_id', '=', accountId)
        .execute();
    },

    async setPasswordHash(accountId, passwordHash) {
      await db.updateTable('account').set({ password: passwordHash }).where('account_id', '=', accountId).execute();
    },

    async replacePasswordHash(accountId, from, to) {
      const { numUpdatedRows } = await db
        .updateTable('account')
        .set({ password: to })
        .where('account_id', '=', accountId)
        .where('password', '=', from)
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },

    async setActive(accountId, active) {
      const { numUpdatedRows } = await db
        .updateTable('account')
        .set({ active })
        .where('account_id', '=', accountId)
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },

    async countObjects(accountId) {
      const countOf = async (table: 'person' | 'descriptor') => {
        const { count } = await db
          .selectFrom(table)
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .where('account_id', '=', accountId)
          .executeTakeFirstOrThrow();
        return count;
      };
      const { count: attachedDescriptors } = await db
        .selectFrom('person_face')
        .innerJoin('person', 'person.person_id', 'person_face.person_id')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('person.account_id', '=', accountId)
        .executeTakeFirstOrThrow();
      return { persons: await countOf('person'), descriptors: await countOf('descriptor'), attachedDescriptors };
    },
  };
}
