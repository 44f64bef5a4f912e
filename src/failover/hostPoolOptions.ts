import type { DelayRange } from '../concurrency/backOff.ts';
import type { Address, Endpoint, Resolve } from './dsn/address.ts';
import type { TargetSessionAttrs } from './dsn/dsnOptions.ts';
import type { HostDriver, HostRole } from './hostDriver.ts';
import type { OnHostEvent } from './hostEvents.ts';

export interface HostPoolOptions<Connection> {
  readonly driver: HostDriver<Connection>;
  /** In the order of the DSN; several names may lead to one machine, and one name to several. */
  readonly endpoints: readonly Endpoint[];
  readonly target: TargetSessionAttrs;
  readonly order: 'dsn' | 'random';
  /** Connections that may be lent at a time. */
  readonly size: number;
  /** Callers that may wait for a connection; one more is refused at once. */
  readonly waitingLimit: number;
  /** Longest time to connect, log in and ask for the role, ms. */
  readonly connectTimeoutMs: number;
  /** Longest time a statement may go unanswered, ms; 0 waits for ever and so does not notice a frozen host. */
  readonly queryTimeoutMs: number;
  /** Longest time a caller waits for a connection or for another host, ms. */
  readonly waitMs: number;
  /** Failures in a row after which a new pool is opened though the host answers: its connections may be dead. */
  readonly attempts: number;
  /** Pauses between questions to one host while no host fits. */
  readonly retryDelay: DelayRange;
  readonly onEvent?: OnHostEvent;
  /** Takes the place of DNS. */
  readonly resolve?: Resolve;
}

export interface HostPoolStatus {
  /** `searching`: no host is in use; callers wait. */
  readonly state: 'serving' | 'searching' | 'closed';
  readonly address?: Address;
  readonly role?: HostRole;
  /** Pools that were opened so far. */
  readonly opened: number;
  readonly lent: number;
  readonly waiting: number;
}

export interface AcquireOptions {
  readonly waitMs?: number;
  /** For statements known to be long; 0 waits for ever. */
  readonly queryTimeoutMs?: number;
}
