import { ask } from './send.ts';

/** What a request of the account did to a person or a face. */
export interface TrailEntry {
  readonly time: string;
  readonly action: string;
  readonly operation: string;
  readonly status: number;
  readonly request_id: string | null;
  readonly address: string | null;
  readonly token: string | null;
}

export interface Trail {
  /** False: the service keeps no audit log, though entries of former times may be there. */
  readonly recorded: boolean;
  readonly entries: readonly TrailEntry[];
  /** False: older entries were not looked at. */
  readonly complete: boolean;
}

/** The audit log's entries of a person or a face, newest first. */
export const readTrail = (id: string, signal: AbortSignal) =>
  ask<Trail>('/ext/1/audit', { query: { object_id: id }, signal });
