import type { HandlerKind } from '../../domain/handlerKind.ts';
import type { AccountId, HandlerId } from '../../domain/ids.ts';
import type { Timestamp } from '../../domain/time.ts';

/** One of an account's three handlers (contract 60). */
export interface Handler {
  readonly handlerId: HandlerId;
  readonly kind: HandlerKind;
  /** A JSON object; what it holds is for the rules to say. */
  readonly policies: Readonly<Record<string, unknown>>;
  /** From 1, grows by one with each change. */
  readonly version: number;
}

export interface HandlerStore {
  /** All or none. False when the account has a handler of one of these kinds; do not call it in a transaction that goes on then. */
  create(accountId: AccountId, handlers: readonly Handler[], at: Timestamp): Promise<boolean>;
  find(accountId: AccountId, kind: HandlerKind): Promise<Handler | undefined>;
  /** As `find`, and no other transaction changes the handler until the transaction ends. */
  lock(accountId: AccountId, kind: HandlerKind): Promise<Handler | undefined>;
  /** Writes policies and version as they are given; the caller holds the lock. */
  update(accountId: AccountId, handler: Omit<Handler, 'handlerId'>, at: Timestamp): Promise<void>;
}
