import { Check } from 'typebox/value';
import type { HandlerKind } from '../../domain/handlerKind.ts';
import type { AccountId, HandlerId, ListId } from '../../domain/ids.ts';
import type { Clock } from '../../domain/time.ts';
import type { Store, Stores } from '../../store/store.ts';
import {
  type ChangeOf,
  changedPolicies,
  changeSchema,
  defaultPolicies,
  listsIn,
  type PoliciesOf,
} from '../handlers/policies.ts';

export interface MovedHandler {
  readonly handlerId: HandlerId;
  readonly kind: HandlerKind;
  readonly version: number;
  readonly policies: Readonly<Record<string, unknown>>;
}

export interface HandlerIntake {
  /**
   * Sets policies and version as they are given. Webhooks stay behind: their secrets are shown by no API.
   * @returns why it was not done; undefined when it was
   */
  take(accountId: AccountId, moved: MovedHandler): Promise<string | undefined>;
}

export function createHandlerIntake({ store, clock }: { readonly store: Store; readonly clock: Clock }): HandlerIntake {
  async function write(tx: Stores, accountId: AccountId, { handlerId, kind, version, policies }: MovedHandler) {
    const handler = { kind, version, policies };
    if (await tx.handlers.lock(accountId, kind)) await tx.handlers.update(accountId, handler, clock());
    else await tx.handlers.create(accountId, [{ ...handler, handlerId }], clock());
  }

  return {
    async take(accountId, moved) {
      const { kind } = moved;
      const { webhook_policy: _, ...change } = moved.policies;
      if (!Check(changeSchema(kind), change)) return 'its policies have members that are not known here';
      for (const listId of listsIn(change)) {
        const list = await store.lists.find(accountId, listId.toLowerCase() as ListId);
        if (list?.kind !== 'persons') return `it names a list that is not here: ${listId}`;
      }
      const given = change as ChangeOf<PoliciesOf<HandlerKind>>;
      const policies = { ...changedPolicies(kind, defaultPolicies(kind), given) };
      await store.transaction((tx) => write(tx, accountId, { ...moved, policies }));
      return undefined;
    },
  };
}
