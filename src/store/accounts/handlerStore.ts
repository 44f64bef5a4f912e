import { HANDLER_KINDS, type HandlerKind } from '../../domain/handlerKind.ts';
import type { AccountId, HandlerId } from '../../domain/ids.ts';
import type { StoreContext } from '../ports/dialect.ts';
import type { Handler, HandlerStore } from '../ports/handlers.ts';
import { atomically } from '../sql/context.ts';
import { locking } from '../sql/lockRows.ts';
import { UniqueViolation } from '../sql/storeErrors.ts';

const COLUMNS = ['handler_id', 'policies', 'version'] as const;

/** Column `type` (contract 90): 0 extractor, 1 identify, 2 verify. */
function typeOf(kind: HandlerKind): number {
  return HANDLER_KINDS.indexOf(kind);
}

function toHandler(kind: HandlerKind, row: { handler_id: string; policies: string; version: number }): Handler {
  return {
    handlerId: row.handler_id as HandlerId,
    kind,
    policies: JSON.parse(row.policies) as Handler['policies'],
    version: row.version,
  };
}

export function createHandlerStore(context: StoreContext): HandlerStore {
  const { db, dialect } = context;
  const read = async (accountId: AccountId, kind: HandlerKind, lock: boolean) => {
    const handler = db
      .selectFrom('handler')
      .select(COLUMNS)
      .where('account_id', '=', accountId)
      .where('type', '=', typeOf(kind));
    const row = await (lock ? locking(handler, 'handler', dialect) : handler).executeTakeFirst();
    return row && toHandler(kind, row);
  };

  return {
    async create(accountId, handlers, at) {
      const rows = handlers.map(({ handlerId, kind, policies, version }) => ({
        handler_id: handlerId,
        account_id: accountId,
        type: typeOf(kind),
        policies: JSON.stringify(policies),
        version,
        create_time: at,
        last_update_time: at,
      }));
      try {
        // Oracle takes the rows one by one: a transaction makes them all or none.
        await atomically(context, (tx) => tx.db.insertInto('handler').values(rows).execute());
        return true;
      } catch (error) {
        // Oracle gives names in capitals.
        if (error instanceof UniqueViolation && error.constraint.toLowerCase() === 'handler_account_type_key')
          return false;
        throw error;
      }
    },

    find: (accountId, kind) => read(accountId, kind, false),
    lock: (accountId, kind) => read(accountId, kind, true),

    async update(accountId, { kind, policies, version }, at) {
      await db
        .updateTable('handler')
        .set({ policies: JSON.stringify(policies), version, last_update_time: at })
        .where('account_id', '=', accountId)
        .where('type', '=', typeOf(kind))
        .execute();
    },
  };
}
