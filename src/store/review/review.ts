import type { AccountId, ActionId, DescriptorId, PersonId } from '../../domain/ids.ts';
import type { StoreContext } from '../ports/dialect.ts';
import type { Action, ActionKind, ReviewStore } from '../ports/review/review.ts';
import { inChunks } from '../sql/context.ts';
import type { PersonActionTable } from '../sql/schema.ts';
import { createRejections } from './rejections.ts';

const COLUMNS = [
  'action_id',
  'kind',
  'create_time',
  'undo_time',
  'person_id',
  'other_person_id',
  'details',
] as const satisfies readonly (keyof PersonActionTable)[];

export function createReviewStore(context: StoreContext): ReviewStore {
  const { db } = context;
  const ofAccount = (accountId: AccountId) =>
    db.selectFrom('person_action').select(COLUMNS).where('account_id', '=', accountId);

  return {
    async addAction(accountId, { actionId, kind, createTime, personId, otherPersonId, details }) {
      await db
        .insertInto('person_action')
        .values({
          action_id: actionId,
          account_id: accountId,
          kind,
          create_time: createTime,
          undo_time: null,
          person_id: personId,
          other_person_id: otherPersonId,
          details: JSON.stringify(details),
        })
        .execute();
    },

    async findAction(accountId, actionId) {
      const row = await ofAccount(accountId).where('action_id', '=', actionId).executeTakeFirst();
      return row && toAction(row);
    },

    async markUndone(accountId, actionId, at) {
      const { numUpdatedRows } = await db
        .updateTable('person_action')
        .set({ undo_time: at })
        .where('account_id', '=', accountId)
        .where('action_id', '=', actionId)
        .where('undo_time', 'is', null)
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },

    async actions(accountId, { personId, kind, after, limit }) {
      const rows = await ofAccount(accountId)
        .$if(personId !== undefined, (query) =>
          query.where((eb) =>
            eb.or([eb('person_id', '=', personId ?? ''), eb('other_person_id', '=', personId ?? '')]),
          ),
        )
        .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? ''))
        .$if(after !== undefined, (query) =>
          query.where((eb) => {
            const { createTime, actionId } = after as NonNullable<typeof after>;
            // The first comparison alone can be looked up in an index.
            return eb.and([
              eb('create_time', '<=', createTime),
              eb.or([eb('create_time', '<', createTime), eb('action_id', '<', actionId)]),
            ]);
          }),
        )
        .orderBy('create_time', 'desc')
        .orderBy('action_id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toAction);
    },

    async dismissFaces(accountId, descriptorIds, at) {
      const known = await dismissed(context, accountId, descriptorIds);
      const added = descriptorIds.filter((id) => !known.has(id));
      const { dialect } = context;
      for (let from = 0; from < added.length; from += dialect.rowsPerInsert) {
        const rows = added.slice(from, from + dialect.rowsPerInsert).map((descriptor_id) => ({
          descriptor_id,
          account_id: accountId,
          create_time: at,
        }));
        await dialect.ignoringDuplicates(db.insertInto('dismissed_face').values(rows)).execute();
      }
      return added;
    },

    dismissedFaces: (accountId, descriptorIds) => dismissed(context, accountId, descriptorIds),

    async restoreFaces(accountId, descriptorIds) {
      await inChunks(descriptorIds, context.dialect.idsPerStatement, async (chunk) => {
        await db
          .deleteFrom('dismissed_face')
          .where('account_id', '=', accountId)
          .where(context.dialect.isAmong('descriptor_id', chunk))
          .execute();
        return [];
      });
    },

    ...createRejections(context),
  };
}

async function dismissed({ db, dialect }: StoreContext, accountId: AccountId, descriptorIds: readonly DescriptorId[]) {
  const rows = await inChunks(descriptorIds, dialect.idsPerStatement, (chunk) =>
    db
      .selectFrom('dismissed_face')
      .select('descriptor_id')
      .where('account_id', '=', accountId)
      .where(dialect.isAmong('descriptor_id', chunk))
      .execute(),
  );
  return new Set(rows.map(({ descriptor_id }) => descriptor_id as DescriptorId));
}

function toAction(row: Pick<PersonActionTable, (typeof COLUMNS)[number]>): Action {
  return {
    actionId: row.action_id as ActionId,
    kind: row.kind as ActionKind,
    createTime: row.create_time,
    undoTime: row.undo_time,
    personId: row.person_id as PersonId | null,
    otherPersonId: row.other_person_id as PersonId | null,
    details: JSON.parse(row.details),
  };
}
