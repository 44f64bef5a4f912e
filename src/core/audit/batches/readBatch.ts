import type { ErasedBatch, ReadBatch, Wanted } from './batchEntry.ts';
import { eraseFromFormerBatch, readFormerBatch } from './formerBatch.ts';
import { eraseFromSharingBatch, readSharingBatch } from './sharingBatch.ts';
import { isSharing } from './sharingLines.ts';

/** Reads a batch of either form. */
export function readBatch(text: string): ReadBatch {
  return isSharing(text) ? readSharingBatch(text) : readFormerBatch(text);
}

/**
 * Erases these values from a batch, or with `whole` all that its entries tell which hold one of them. The entries stay, and so do
 * their hashes.
 */
export function eraseFromBatch(text: string, wanted: Wanted, whole: boolean): ErasedBatch {
  return isSharing(text) ? eraseFromSharingBatch(text, wanted, whole) : eraseFromFormerBatch(text, wanted, whole);
}
