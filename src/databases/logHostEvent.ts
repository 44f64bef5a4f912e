import type { HostEvent } from '../failover/hostEvents.ts';
import type { StoreLog } from '../store/sql/storeLog.ts';

/** Where the primary is and what becomes of it: a line for the operator each time it changes. */
export function logHostEvent(event: HostEvent, log: StoreLog): void {
  const { type, ...details } = event;
  log[isTrouble(event) ? 'warn' : 'info'](details, `database hosts: ${type}`);
}

function isTrouble(event: HostEvent): boolean {
  switch (event.type) {
    case 'opened':
    case 'confirmed':
    case 'drained':
      return false;
    case 'unsuitable':
      // A standby beside its primary is as it should be.
      return event.outdated || event.role.kind !== 'standby';
    default:
      return true;
  }
}
