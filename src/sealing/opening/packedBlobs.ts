import type { KeyObject } from 'node:crypto';
import { ID_LENGTH } from '../../domain/ids.ts';
import { SEAL_BYTES } from '../../store/encryption/sealedForm.ts';
import type { Blob, BlobKind } from '../../store/ports/encryption/sealing.ts';
import { boundTo } from '../boundTo.ts';
import { openBlob } from '../sealedBlob.ts';

/** What is opened begins where a float32 may. */
const ALIGNMENT = 4;

/** Blobs of one kind and account, on their way to a thread: in one buffer, which is given away. */
export interface PackedBlobs {
  readonly kind: BlobKind;
  readonly accountId: string;
  readonly key: KeyObject;
  /** Of each sealed blob in bytes. */
  readonly lengths: Uint32Array<ArrayBuffer>;
  /** Ids of all descriptors, then all sealed blobs. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export function packBlobs(key: KeyObject, blobs: readonly Blob[]): PackedBlobs {
  const [first] = blobs;
  if (!first) throw new Error('nothing to pack');
  const lengths = Uint32Array.from(blobs, ({ bytes }) => bytes.length);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  // Not from the pool that buffers share: it is given away.
  const bytes = Buffer.from(new ArrayBuffer(blobs.length * ID_LENGTH + total));
  let at = 0;
  for (const { descriptorId } of blobs) at += bytes.write(descriptorId, at, ID_LENGTH, 'latin1');
  for (const { bytes: sealed } of blobs) {
    bytes.set(sealed, at);
    at += sealed.length;
  }
  return { kind: first.kind, accountId: first.accountId, key, lengths, bytes };
}

/** Opened blobs in their order: places in one buffer, or -1 for one that does not open. */
export interface OpenedBlobs {
  readonly places: Int32Array<ArrayBuffer>;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The thread's part. */
export function openPacked({ kind, accountId, key, lengths, bytes: packed }: PackedBlobs): OpenedBlobs {
  const sealed = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  const bound = boundTo(kind, accountId, ' '.repeat(ID_LENGTH));
  const places = new Int32Array(lengths.length);
  const room = lengths.reduce((sum, length) => sum + aligned(plainBytes(length)), 0);
  const bytes = new Uint8Array(room);
  let from = lengths.length * ID_LENGTH;
  let to = 0;
  for (const [index, length] of lengths.entries()) {
    sealed.copy(bound, bound.length - ID_LENGTH, index * ID_LENGTH, (index + 1) * ID_LENGTH);
    const plain = openBlob(key, bound, sealed.subarray(from, from + length));
    if (plain) bytes.set(plain, to);
    places[index] = plain ? to : -1;
    from += length;
    to += aligned(plainBytes(length));
  }
  return { places, bytes };
}

/** Views of what the thread has opened. */
export function unpackBlobs(
  blobs: readonly Blob[],
  { places, bytes }: OpenedBlobs,
): readonly (Uint8Array | undefined)[] {
  return blobs.map(({ bytes: sealed }, index) => {
    const place = places[index] ?? -1;
    return place < 0 ? undefined : new Uint8Array(bytes.buffer, place, plainBytes(sealed.length));
  });
}

function plainBytes(sealedBytes: number): number {
  return Math.max(0, sealedBytes - SEAL_BYTES);
}

function aligned(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT;
}
