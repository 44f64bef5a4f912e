import { queryOptions } from '@tanstack/react-query';
import { ask } from './send.ts';

/** What the clean-up and the rules of retention would take now. */
export interface UpkeepPreview {
  readonly garbage: {
    readonly descriptors: number;
    readonly minimum_age_hours: number;
    readonly interval_hours: number;
  };
  readonly retention: {
    readonly descriptor_days: number;
    readonly portrait_days: number;
    readonly own: boolean;
    readonly descriptors: number;
    readonly portraits: number;
    readonly interval_hours: number;
  };
  readonly skipped: string | null;
}

/** What an erasure took: ids and counts. */
export interface Receipt {
  readonly erasure_id: string;
  readonly person_id: string | null;
  readonly requested_by: string;
  readonly start_time: string;
  readonly end_time: string;
  readonly erased: {
    readonly persons: number;
    readonly descriptors: number;
    readonly portraits: number;
    readonly thumbnails: number;
  };
  readonly missing_portraits: number;
  readonly pending_portraits: number;
  readonly audit_entries: number;
}

export interface ReceiptsPage {
  readonly receipts: readonly Receipt[];
  readonly next: string | null;
}

export const upkeepQuery = queryOptions({
  queryKey: ['upkeep'],
  queryFn: ({ signal }) => ask<UpkeepPreview>('/ext/1/upkeep', { signal }),
});

export const receiptsPage = (after: string | undefined, signal: AbortSignal) =>
  ask<ReceiptsPage>('/ext/1/erasures', { query: { after }, signal });

/** The person with all photos; nothing of it can be undone. */
export const erasePerson = (person_id: string) =>
  ask<Receipt>('/ext/1/actions/erase', { method: 'POST', json: { person_id } });
