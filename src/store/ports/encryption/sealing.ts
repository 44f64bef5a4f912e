import type { DescriptorId } from '../../../domain/ids.ts';

/** `image/<side>`: a thumbnail of that side in pixels; `image/0`: the portrait itself. */
export type BlobKind = 'vector' | `image/${number}`;

/** What is sealed. All of it but the bytes is bound into the seal: a blob in the place of another one does not open. */
export interface Blob {
  readonly accountId: string;
  readonly kind: BlobKind;
  readonly descriptorId: DescriptorId;
  readonly bytes: Uint8Array;
}

/** The key of an account, wrapped by a master key. */
export interface WrappedKey {
  readonly accountId: string;
  /** Name of the master key. */
  readonly masterKey: string;
  /** Text that only the master key opens. */
  readonly wrapped: string;
}

/** `sealed`: what is new is sealed. `plain`: it is not, though old blobs may be. */
export type EncryptionMode = 'sealed' | 'plain';

/** The rows that sealing needs, as the database or one transaction sees them. */
export interface EncryptionRows {
  /** Undefined: not decided yet. */
  mode(): Promise<EncryptionMode | undefined>;
  setMode(mode: EncryptionMode): Promise<void>;
  keys(accountIds: readonly string[]): Promise<readonly WrappedKey[]>;
  /** Of several who add one for the same account, the first decides. */
  addKey(key: WrappedKey): Promise<void>;
  /** In the order of the accounts, those behind `after`. */
  keyPage(range: { readonly after?: string | undefined; readonly limit: number }): Promise<readonly WrappedKey[]>;
  /** False when it is no longer wrapped as it was. */
  rewrapKey(before: WrappedKey, after: WrappedKey): Promise<boolean>;
  /** Master keys in use, with how many keys each wraps. */
  masterKeys(): Promise<ReadonlyMap<string, number>>;
  removeKeys(): Promise<void>;
}

export interface SealingRows extends EncryptionRows {
  /** What is found here may be undone. */
  readonly isTransaction: boolean;
}

/**
 * Seals what identifies faces on its way into the database or a folder, and opens it on its way out. Bytes that are not
 * sealed pass `open` unchanged: while an installation is being sealed, both are there.
 */
export interface Sealing {
  /** As they are to be stored: sealed, or as they are where new blobs are not to be sealed. @throws Unavailable */
  seal(rows: SealingRows, blobs: readonly Blob[]): Promise<readonly Uint8Array[]>;
  /**
   * In the order of the blobs; undefined for one that cannot be read any more: its account's key is gone, or it was tampered with.
   * @throws Unavailable
   */
  open(rows: SealingRows, blobs: readonly Blob[]): Promise<readonly (Uint8Array | undefined)[]>;
  /** Names of the master keys, first that of the active one, which wraps new keys. */
  readonly keyRing: readonly string[];
  /** Wraps all keys of accounts with the active master key; goes on where it was broken off. @returns how many were not */
  rotate(rows: EncryptionRows, signal: AbortSignal): Promise<number>;
  close(): Promise<void>;
}

/**
 * How a store is sealed.
 * @param hasAccounts whether there is anything that may have been stored unsealed
 * @returns undefined when it is not
 * @throws StoreRefused
 */
export type OpenSealing = (rows: EncryptionRows, hasAccounts: () => Promise<boolean>) => Promise<Sealing | undefined>;

/** Sealing on the rows of the database itself, outside of any transaction. */
export interface Sealer {
  readonly keyRing: readonly string[];
  seal(blobs: readonly Blob[]): Promise<readonly Uint8Array[]>;
  open(blobs: readonly Blob[]): Promise<readonly (Uint8Array | undefined)[]>;
  rotate(signal: AbortSignal): Promise<number>;
}
