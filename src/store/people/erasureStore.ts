import type { DescriptorId, PersonId } from '../../domain/ids.ts';
import { forgetAnswers } from '../accounts/idempotencyKeyStore.ts';
import { createPortraitNotes, notePortraits } from '../portraits/portraitNotes.ts';
import type { StoreContext } from '../ports/dialect.ts';
import type { ErasureStore } from '../ports/upkeep/erasure.ts';
import { inChunks } from '../sql/context.ts';
import { locking, lockRows } from '../sql/lockRows.ts';

export function createErasureStore(context: StoreContext): ErasureStore {
  const { db, dialect } = context;
  return {
    async lockAccount(accountId) {
      const account = db.selectFrom('account').select('account_id').where('account_id', '=', accountId);
      return (await locking(account, 'account', dialect).executeTakeFirst()) !== undefined;
    },

    async descriptors(accountId, limit) {
      const rows = await db
        .selectFrom('descriptor')
        .select('descriptor_id')
        .where('account_id', '=', accountId)
        .orderBy('descriptor_id')
        .limit(limit)
        .execute();
      return rows.map(({ descriptor_id }) => descriptor_id as DescriptorId);
    },

    async persons(accountId, limit) {
      const rows = await db
        .selectFrom('person')
        .select('person_id')
        .where('account_id', '=', accountId)
        .orderBy('person_id')
        .limit(limit)
        .execute();
      return rows.map(({ person_id }) => person_id as PersonId);
    },

    async deleteDescriptors(accountId, descriptorIds, at) {
      // Ids of another account fall out here: the links have no account of their own.
      const owned = await inChunks(descriptorIds, dialect.idsPerStatement, (chunk) =>
        db
          .selectFrom('descriptor')
          .select(['descriptor_id', 'has_portrait'])
          .where('account_id', '=', accountId)
          .where(dialect.isAmong('descriptor_id', chunk))
          .execute(),
      );
      const portraits = owned
        .filter(({ has_portrait }) => has_portrait)
        .map(({ descriptor_id }) => descriptor_id as DescriptorId);
      await notePortraits(context, accountId, portraits, at);
      const ids = owned.map(({ descriptor_id }) => descriptor_id);
      await inChunks(ids, dialect.idsPerStatement, async (chunk) => {
        await db.deleteFrom('person_face').where(dialect.isAmong('face_id', chunk)).execute();
        await db.deleteFrom('list_descriptor').where(dialect.isAmong('descriptor_id', chunk)).execute();
        await db.deleteFrom('descriptor').where(dialect.isAmong('descriptor_id', chunk)).execute();
        return [];
      });
      return { descriptors: ids.length, portraits };
    },

    async deletePersons(accountId, personIds) {
      // The links go with the rows (on delete cascade).
      const deleted = await inChunks(personIds, dialect.idsPerStatement, (chunk) =>
        db
          .deleteFrom('person')
          .where('account_id', '=', accountId)
          .where(dialect.isAmong('person_id', chunk))
          .execute(),
      );
      await forgetActions(context, personIds);
      const count = deleted.reduce((sum, { numDeletedRows }) => sum + Number(numDeletedRows), 0);
      // Kept answers may tell of them.
      if (count > 0) await forgetAnswers(context, accountId);
      return count;
    },

    async deleteAccount(accountId) {
      const removeFrom = async (
        table: 'account_token' | 'handler' | 'account_retention' | 'idempotency_key' | 'account_key' | 'account',
      ) => {
        const { numDeletedRows } = await db
          .deleteFrom(table)
          .where('account_id', '=', accountId)
          .executeTakeFirstOrThrow();
        return Number(numDeletedRows);
      };
      await lockRows(context, 'account_token', (tokens) => tokens.where('account_id', '=', accountId));
      const tokens = await removeFrom('account_token');
      const handlers = await removeFrom('handler');
      await removeFrom('account_retention');
      await lockRows(context, 'idempotency_key', (keys) => keys.where('account_id', '=', accountId));
      await removeFrom('idempotency_key');
      // What of the account may lie in backups cannot be read any more.
      await removeFrom('account_key');
      await removeFrom('account');
      return { tokens, handlers };
    },

    ...createPortraitNotes(context),
  };
}

/** The history names persons that are gone, and tells of what was written of them. */
async function forgetActions({ db, dialect }: StoreContext, personIds: readonly PersonId[]): Promise<void> {
  for (const column of ['person_id', 'other_person_id'] as const) {
    await inChunks(personIds, dialect.idsPerStatement, async (chunk) => {
      await db.deleteFrom('person_action').where(dialect.isAmong(column, chunk)).execute();
      return [];
    });
  }
}
