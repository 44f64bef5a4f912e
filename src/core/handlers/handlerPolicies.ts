import { NotFound, PolicyRefused, WrongListKind } from '../../domain/errors.ts';
import { HANDLER_KINDS, type HandlerKind } from '../../domain/handlerKind.ts';
import { type AccountId, type HandlerId, type ListId, newId, parseId } from '../../domain/ids.ts';
import type { Clock } from '../../domain/time.ts';
import type { Handler } from '../../store/ports/handlers.ts';
import type { Store } from '../../store/store.ts';
import {
  type ChangeOf,
  changedPolicies,
  completePolicies,
  defaultPolicies,
  listsIn,
  type PoliciesOf,
} from './policies.ts';
import type { WebhookSink } from './webhooks.ts';

/** A handler as it is now. */
export interface HandlerState<Kind extends HandlerKind> {
  readonly handlerId: HandlerId;
  /** From 1, grows by one with each change. */
  readonly version: number;
  readonly policies: PoliciesOf<Kind>;
}

export interface HandlerPolicies {
  /** Reads the handler; a missing one is made with defaults (contract 60). */
  read<Kind extends HandlerKind>(accountId: AccountId, kind: Kind): Promise<HandlerState<Kind>>;
  /**
   * Changes the given members and raises the version by one; a missing handler is made of defaults and these members.
   * Changes of several clients follow each other: none is lost.
   * @throws NotFound('list'), WrongListKind for a list that is given; PolicyRefused for a webhook
   */
  change<Kind extends HandlerKind>(accountId: AccountId, kind: Kind, change: ChangeOf<PoliciesOf<Kind>>): Promise<void>;
  /** The list that a policy names. @throws NotFound('list'), WrongListKind */
  requirePersonsList(accountId: AccountId, listId: string | null): Promise<ListId | undefined>;
}

/** The three handlers of a new account. */
export function defaultHandlers(): readonly Handler[] {
  return HANDLER_KINDS.map((kind) => newHandler(kind, {}));
}

function newHandler<Kind extends HandlerKind>(kind: Kind, change: ChangeOf<PoliciesOf<Kind>>): Handler {
  return {
    handlerId: newId<HandlerId>(),
    kind,
    policies: { ...changedPolicies(kind, defaultPolicies(kind), change) },
    version: 1,
  };
}

/**
 * Policies are read for each request and never remembered: one look-up by a unique key is a small part of an extraction,
 * and each node sees a change at once.
 */
export function createHandlerPolicies(parts: {
  readonly store: Store;
  readonly clock: Clock;
  /** Whether a list of the wrong kind is refused (contract 97). */
  readonly refuseWrongListKind: boolean;
  readonly webhooks: Pick<WebhookSink, 'refusal'>;
}): HandlerPolicies {
  const { store, clock, refuseWrongListKind, webhooks } = parts;

  async function find(accountId: AccountId, kind: HandlerKind): Promise<Handler> {
    for (;;) {
      const handler = await store.handlers.find(accountId, kind);
      if (handler) return handler;
      const made = newHandler(kind, {});
      if (await store.handlers.create(accountId, [made], clock())) return made;
    }
  }

  async function requirePersonsList(accountId: AccountId, listId: string | null): Promise<ListId | undefined> {
    if (listId === null) return undefined;
    const list = await store.lists.find(accountId, parseId<ListId>(listId) ?? (listId as ListId));
    if (!list) throw new NotFound('list', 'reference');
    if (list.kind !== 'persons' && refuseWrongListKind) throw new WrongListKind('persons', list.kind, list.listId);
    return list.listId;
  }

  /** The whole webhook as the change leaves it, for its URL may have been set before. @throws PolicyRefused */
  function assertWebhookAllowed(change: { readonly webhook_policy?: unknown }, policies: Handler['policies']): void {
    if (change.webhook_policy === undefined || change.webhook_policy === null) return;
    const { url } = policies.webhook_policy as { readonly url: string };
    const refusal = webhooks.refusal(url);
    if (refusal !== undefined) throw new PolicyRefused('webhook_policy.url', refusal);
  }

  return {
    requirePersonsList,
    async read(accountId, kind) {
      const { handlerId, version, policies } = await find(accountId, kind);
      return { handlerId, version, policies: completePolicies(kind, policies) };
    },
    async change(accountId, kind, change) {
      for (const listId of listsIn(change)) await requirePersonsList(accountId, listId);
      for (;;) {
        const changed = await store.transaction(async (tx) => {
          const handler = await tx.handlers.lock(accountId, kind);
          if (!handler) return false;
          const policies = { ...changedPolicies(kind, completePolicies(kind, handler.policies), change) };
          assertWebhookAllowed(change, policies);
          await tx.handlers.update(accountId, { kind, policies, version: handler.version + 1 }, clock());
          return true;
        });
        if (changed) return;
        const made = newHandler(kind, change);
        assertWebhookAllowed(change, made.policies);
        // Another client may make a missing handler first: then that one is changed.
        if (await store.write(({ handlers }) => handlers.create(accountId, [made], clock()))) return;
      }
    },
  };
}
