import type { KeyObject } from 'node:crypto';
import { isSealedImage, isSealedVector } from '../store/encryption/sealedForm.ts';
import { MODE_AGE_MS } from '../store/ports/encryption/modeAge.ts';
import type { Blob, EncryptionRows, Sealing, SealingRows } from '../store/ports/encryption/sealing.ts';
import { boundTo } from './boundTo.ts';
import type { AccountKeys } from './keys/accountKeys.ts';
import type { HeldKeyRing } from './keys/heldKeyRing.ts';
import { rotateKeys } from './keys/rotateKeys.ts';
import type { BlobOpener } from './opening/blobOpener.ts';
import { sealBlob } from './sealedBlob.ts';

export interface AccountSealingParts {
  readonly ring: HeldKeyRing;
  readonly keys: AccountKeys;
  readonly opener: BlobOpener;
  /** Told of blobs that cannot be read any more. */
  readonly onUnreadable: (reason: 'no key' | 'tampered', blobs: readonly Blob[]) => void;
  /** Shorter for tests. */
  readonly modeAgeMs?: number | undefined;
}

/** Seals with a key an account. */
export class AccountSealing implements Sealing {
  readonly #parts: AccountSealingParts;
  #seals = false;
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(parts: AccountSealingParts) {
    this.#parts = parts;
  }

  async seal(rows: SealingRows, blobs: readonly Blob[]): Promise<readonly Uint8Array[]> {
    if (blobs.length === 0) return [];
    if (!(await this.#sealsNew(rows))) return blobs.map(({ bytes }) => bytes);
    const keys = await this.#parts.keys.findOrMake(rows, accountsOf(blobs));
    return blobs.map(({ accountId, kind, descriptorId, bytes }) => {
      const key = keys.get(accountId);
      if (!key) throw new Error(`the key of account ${accountId} is gone`);
      return sealBlob(key, boundTo(kind, accountId, descriptorId), bytes);
    });
  }

  async open(rows: SealingRows, blobs: readonly Blob[]): Promise<readonly (Uint8Array | undefined)[]> {
    const opened: (Uint8Array | undefined)[] = blobs.map(({ bytes }) => bytes);
    const sealed = groupSealed(blobs);
    if (sealed.size === 0) return opened;
    const keys = await this.#parts.keys.find(rows, accountsOf(blobs));
    await Promise.all(
      [...sealed.values()].map(async (places) => {
        const group = places.map((place) => blobs[place] as Blob);
        const found = await this.#openGroup(keys.get(group[0]?.accountId ?? ''), group);
        for (const [index, place] of places.entries()) opened[place] = found[index];
      }),
    );
    return opened;
  }

  get keyRing(): readonly string[] {
    const { active, byName } = this.#parts.ring.current;
    return [active.name, ...[...byName.keys()].filter((name) => name !== active.name)];
  }

  rotate(rows: EncryptionRows, signal: AbortSignal): Promise<number> {
    return rotateKeys(this.#parts.ring.current, rows, signal);
  }

  async close(): Promise<void> {
    this.#parts.keys.forget();
    await this.#parts.opener.close();
  }

  async #openGroup(key: KeyObject | undefined, blobs: readonly Blob[]): Promise<readonly (Uint8Array | undefined)[]> {
    const { opener, onUnreadable } = this.#parts;
    if (!key) {
      onUnreadable('no key', blobs);
      return [];
    }
    const opened = await opener.open(key, blobs);
    const broken = blobs.filter((_, index) => !opened[index]);
    if (broken.length > 0) onUnreadable('tampered', broken);
    return opened;
  }

  async #sealsNew(rows: SealingRows): Promise<boolean> {
    const { modeAgeMs = MODE_AGE_MS } = this.#parts;
    if (performance.now() - this.#readAt > modeAgeMs) {
      const asked = performance.now();
      this.#seals = (await rows.mode()) === 'sealed';
      this.#readAt = asked;
    }
    return this.#seals;
  }
}

/** Each run of blobs of one account once: a list belongs to one account, so that is usually one for all. */
function* accountsOf(blobs: readonly Blob[]): Generator<string> {
  let last: string | undefined;
  for (const { accountId } of blobs) {
    if (accountId !== last) yield accountId;
    last = accountId;
  }
}

/** Places of the sealed ones, by account and kind. */
function groupSealed(blobs: readonly Blob[]): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, number[]>();
  let [last, group]: [Blob | undefined, number[]] = [undefined, []];
  for (const [place, blob] of blobs.entries()) {
    const { accountId, kind, bytes } = blob;
    if (!(kind === 'vector' ? isSealedVector(bytes) : isSealedImage(bytes))) continue;
    if (accountId !== last?.accountId || kind !== last.kind) {
      const name = `${accountId} ${kind}`;
      group = groups.get(name) ?? [];
      groups.set(name, group);
      last = blob;
    }
    group.push(place);
  }
  return groups;
}
