import type { BlobKind } from '../store/ports/encryption/sealing.ts';

/** What a blob is and whose, as bytes for its seal. None of the three can hold the zero between them. */
export function boundTo(kind: BlobKind | 'account-key', accountId: string, id: string): Buffer {
  return Buffer.from(`luna-backport3\0${kind}\0${accountId}\0${id}`);
}
