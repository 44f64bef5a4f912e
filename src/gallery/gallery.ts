import type { AccountId, DescriptorId, ListId, PersonId } from '../domain/ids.ts';
import type { ListVersion } from '../store/lists/listFeed.ts';

/**
 * Who is searched. A list is searched as it is committed at the moment of the call. `head` is what the caller has just read of
 * it: the search then sees that version or a later one, and need not ask for it again.
 */
export type Candidates =
  | { readonly kind: 'list'; readonly listId: ListId; readonly head?: ListVersion }
  | { readonly kind: 'persons'; readonly personIds: readonly PersonId[] }
  | { readonly kind: 'descriptors'; readonly descriptorIds: readonly DescriptorId[] };

/** Best descriptor of a person (grouped by person) or one descriptor. */
export interface Match {
  readonly descriptorId: DescriptorId;
  /** Owner of the descriptor; always present when grouped by person. */
  readonly personId: PersonId | null;
  /** Exact float32 cosine, -1..1, of the best pair of probe and candidate. */
  readonly cosine: number;
}

export interface GallerySearch {
  readonly candidates: Candidates;
  /** All probes are of one person: the best pair counts. Each is L2-normalised. */
  readonly probes: readonly Float32Array[];
  readonly modelId: string;
  /** Matches wanted, 1 or more. */
  readonly limit: number;
  /** `person`: one match a person, descriptors without an owner are left out. */
  readonly groupBy: 'person' | 'descriptor';
  /** The caller has left: what has not begun is not done. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Exact top-k search over what the database holds.
 * Whether lists, persons and descriptors exist and belong to the account is the caller's check.
 */
export interface Gallery {
  /** Matches, highest cosine first; ties by descriptor id; without what is not comparable (`domain/comparable.ts`). */
  search(accountId: AccountId, search: GallerySearch): Promise<readonly Match[]>;
  /**
   * Compares every row of lists in memory with the database, one list after the other, beside the searches. Lists that
   * differ are loaded again. Absent where no copies are kept.
   * @param listIds default: all that are loaded
   * @param signal ends it early, with the lists that are done
   * @throws Unavailable
   */
  audit?(listIds?: readonly ListId[], signal?: AbortSignal): Promise<readonly ListAudit[]>;
  /** Absent where no copies are kept. */
  counts?(): GalleryStatus;
  close(): Promise<void>;
}

/** The lists in memory now, and what has become of them since the start. */
export interface GalleryStatus {
  readonly lists: number;
  readonly rows: number;
  readonly bytes: number;
  readonly limitBytes: number;
  /** Longest time since a list was compared with the database, in milliseconds. */
  readonly lagMs: number;
  readonly loading: number;
  readonly loads: number;
  readonly loadMs: number;
  /** Lists that made room for others. */
  readonly evictions: number;
  /** Of lists; ids that are searched are none of them. */
  readonly searches: number;
  readonly searchMs: number;
  readonly audits: Readonly<Record<ListAudit['state'], number>>;
}

/** How the rows of a list in memory compare with the database. */
export interface ListAudit {
  readonly listId: ListId;
  /** Whose vectors the rows are; null when none are loaded. */
  readonly modelId: string | null;
  /**
   * `differs`: rows were wrong, and the list has been loaded again or will be before its next search. `unsettled`: it changed so
   * much each time that nothing could be said.
   */
  readonly state: 'ok' | 'differs' | 'not-loaded' | 'unsettled';
  /** Rows in memory. */
  readonly rows: number;
  /** Rows with another owner, vector or code than they should have. */
  readonly stale: number;
  /** Descriptors of the list without a row. */
  readonly missing: number;
  /** Rows of what is not in the list. */
  readonly ghosts: number;
}
