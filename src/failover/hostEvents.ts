import type { Address, Endpoint } from './dsn/address.ts';
import type { Failure, HostRole } from './hostDriver.ts';

/** What the pool tells logs and metrics. No event holds statements, values or credentials. */
export type HostEvent =
  /** A pool was opened; `tookMs` since the search began. */
  | { readonly type: 'opened'; readonly address: Address; readonly role: HostRole; readonly tookMs: number }
  /** A connection or a statement failed because of its host. */
  | { readonly type: 'failed'; readonly address: Address; readonly failure: Failure; readonly error: unknown }
  /** The host turned out to be well after a failure: the pool stays. */
  | { readonly type: 'confirmed'; readonly address: Address; readonly failures: number }
  /** No new work goes to the host. */
  | { readonly type: 'left'; readonly address: Address }
  /** What was under way on a host that was left is broken off: another primary was promoted after it. */
  | { readonly type: 'severed'; readonly address: Address }
  /** The last connection to a host that was left is closed. */
  | { readonly type: 'drained'; readonly address: Address }
  /** A host could not be asked; told once until its answer changes. */
  | {
      readonly type: 'unreachable';
      readonly address: Endpoint | Address;
      readonly failure: Failure;
      readonly error: unknown;
    }
  /** A host answered, but with a role that is not wanted, or as an old primary; told once until its answer changes. */
  | { readonly type: 'unsuitable'; readonly address: Address; readonly role: HostRole; readonly outdated: boolean }
  /** A write may or may not have happened; its caller was told so. */
  | { readonly type: 'outcome-unknown'; readonly address: Address; readonly error: unknown };

export type OnHostEvent = (event: HostEvent) => void;
