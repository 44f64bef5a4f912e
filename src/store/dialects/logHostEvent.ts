import type { HostEvent } from '../hosts/events.ts';
import type { StoreLog } from '../storeLog.ts';

/** Where the primary is and what becomes of it: a line for the operator each time it changes. */
export function logHostEvent(event: HostEvent, log: StoreLog): void {
  const { type, ...details } = event;
  const isTrouble = type !== 'opened' && type !== 'confirmed' && type !== 'drained';
  log[isTrouble ? 'warn' : 'info'](details, `database hosts: ${type}`);
}
