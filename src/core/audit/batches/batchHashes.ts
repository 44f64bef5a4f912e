import { createHash, type Hash } from 'node:crypto';
import { type AuditSeal, sha256 } from '../auditSeal.ts';
import type { ReadBatch } from './batchEntry.ts';

/** The hashes of a batch as far as its entries were added: at the last one that is the hash of the batch. */
export class BatchHashes {
  readonly #link: (count: number, digest: string) => string;
  readonly #digests: Hash = createHash('sha256');
  #count = 0;

  /** @param before the hash before its first entry, which has that place */
  constructor(seal: AuditSeal, batch: Pick<ReadBatch, 'shared'>, before: string, first: number) {
    const shared = batch.shared();
    this.#link = (count, digest) => seal.link(before, first, count, digest, shared);
  }

  /** @param digest as an entry tells it; empty for a line that is none */
  add(digest: string): void {
    this.#digests.update(digest);
    this.#count++;
  }

  current(): string {
    return this.#link(this.#count, this.#digests.copy().digest('base64url'));
  }
}

/** The hash over what entries share: parts by their numbers, and the hash that stands for each. */
export function digestOfShared(parts: Iterable<readonly [number: number, commitment: string]>): string {
  let text = '';
  for (const [number, commitment] of parts) text += `${number},${commitment}\n`;
  return sha256(text);
}
