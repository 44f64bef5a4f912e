import type { Audited } from './entryText.ts';

/** What the entries of both APIs tell of a request: its id, and the address that it came from. */
export function requestFacts(requestId: string, address: string): Audited['facts'] {
  return ['request', requestId, 'address', address];
}
