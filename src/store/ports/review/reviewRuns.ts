import type { AccountId, DescriptorId, FindingId } from '../../../domain/ids.ts';
import type { Timestamp } from '../../../domain/time.ts';
import type { StoredVector } from '../../lists/listFeed.ts';

export const RUN_KINDS = ['clusters', 'duplicates', 'quality'] as const;
export type RunKind = (typeof RUN_KINDS)[number];
export type RunState = 'running' | 'done' | 'failed' | 'stopped';

/** A search for what is to be reviewed. */
export interface ReviewRun {
  readonly kind: RunKind;
  readonly runId: string;
  readonly state: RunState;
  readonly startTime: Timestamp;
  readonly endTime: Timestamp | null;
  readonly total: number;
  readonly done: number;
  readonly found: number;
  /** Least similarity, 0..1. */
  readonly threshold: number;
}

/** Something that it found. */
export interface Finding {
  readonly findingId: FindingId;
  /** From 0: the order in which they are to be looked at. */
  readonly place: number;
  /** How many faces it is about. */
  readonly faces: number;
  /** A JSON object; what it holds is for the rules to say. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** The last face of a page, newest first. */
export interface FaceKey {
  readonly createTime: Timestamp;
  readonly descriptorId: DescriptorId;
}

export interface ReviewRunStore {
  /** The latest of each kind; one whose node was not heard of for a minute has failed. */
  runs(accountId: AccountId): Promise<readonly ReviewRun[]>;
  /** Puts it in the place of the latest of its kind, unless that runs: then false. */
  begin(accountId: AccountId, run: Pick<ReviewRun, 'kind' | 'runId' | 'startTime' | 'threshold'>): Promise<boolean>;
  /** Notes how far it is; false when it is to end: it was stopped, or another one has taken its place. */
  beat(accountId: AccountId, run: Pick<ReviewRun, 'kind' | 'runId' | 'total' | 'done'>): Promise<boolean>;
  /** Ends it. With findings these take the place of the former ones, all or none; false when it was not running any more. */
  end(
    accountId: AccountId,
    run: Pick<ReviewRun, 'kind' | 'runId' | 'state'> & { readonly endTime: Timestamp },
    findings?: readonly Omit<Finding, 'place'>[],
  ): Promise<boolean>;
  /** Whoever is at it hears of it by its next beat. */
  stop(accountId: AccountId, kind: RunKind, at: Timestamp): Promise<void>;
  /** In their order, those with so many faces or more. */
  findings(
    accountId: AccountId,
    kind: RunKind,
    range: { readonly after?: number | undefined; readonly limit: number; readonly leastFaces: number },
  ): Promise<readonly Finding[]>;
  finding(accountId: AccountId, kind: RunKind, findingId: FindingId): Promise<Finding | undefined>;
  /** Faces without a person that were not dismissed, newest first, a statement's worth. */
  looseFaces(
    accountId: AccountId,
    after: FaceKey | undefined,
  ): Promise<readonly (StoredVector & { readonly createTime: Timestamp })[]>;
}
