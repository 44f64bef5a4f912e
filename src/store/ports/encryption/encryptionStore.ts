import type { DescriptorId } from '../../../domain/ids.ts';
import type { EncryptionRows } from './sealing.ts';

/** How blobs are stored. */
export type BlobForm = 'plain' | 'sealed';

/** A vector or an image as it is stored. */
export interface StoredBlob {
  readonly descriptorId: DescriptorId;
  /** Undefined for an image whose descriptor has no row: a crash left it. */
  readonly accountId: string | undefined;
  /** Of an image, in pixels; 0: the portrait itself. 0 for a vector. */
  readonly side: number;
  /** Of a vector. */
  readonly modelId?: string;
  readonly bytes: Uint8Array;
}

/** Where a run through the blobs of a table is. */
export interface BlobRange {
  readonly form: BlobForm;
  /** Only those of descriptors behind this one. */
  readonly after?: DescriptorId | undefined;
  /** Rows that are looked at. */
  readonly limit: number;
}

export interface BlobPage {
  /** Those of the form that was asked for. */
  readonly blobs: readonly StoredBlob[];
  /** The last descriptor that was looked at; undefined at the end. */
  readonly last: DescriptorId | undefined;
}

/** What sealing an existing installation, and unsealing it, needs of the database. */
export interface EncryptionStore extends EncryptionRows {
  vectors(range: BlobRange): Promise<BlobPage>;
  images(range: BlobRange): Promise<BlobPage>;
  /** Puts others in the place of those that are still there, of the same model; none that is gone comes back. */
  replaceVectors(blobs: readonly StoredBlob[]): Promise<void>;
  replaceImages(blobs: readonly StoredBlob[]): Promise<void>;
  /** How many rows there are of each form. */
  countVectors(): Promise<Readonly<Record<BlobForm, number>>>;
  countImages(): Promise<Readonly<Record<BlobForm, number>>>;
  /** Accounts of descriptors that have a row. */
  accountsOf(descriptorIds: readonly DescriptorId[]): Promise<ReadonlyMap<DescriptorId, string>>;
  /** Accounts that have sealed vectors and no key. */
  unreadableAccounts(limit: number): Promise<readonly string[]>;
}
