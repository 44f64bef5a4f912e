import type { AccountId, DescriptorId, ListId, PersonId } from '../domain/ids.ts';

/** Who is searched. A list is searched as it is committed at the moment of the call. */
export type Candidates =
  | { readonly kind: 'list'; readonly listId: ListId }
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
  /** `person`: one match a person, descriptors that nobody owns are left out. */
  readonly groupBy: 'person' | 'descriptor';
}

/**
 * Exact top-k search over what the database holds.
 * Whether lists, persons and descriptors exist and belong to the account is the caller's check.
 */
export interface Gallery {
  /** Matches, highest cosine first; ties by descriptor id. Descriptors of another model are never compared: they are left out. */
  search(accountId: AccountId, search: GallerySearch): Promise<readonly Match[]>;
  close(): Promise<void>;
}
