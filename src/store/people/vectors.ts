import { endianness } from 'node:os';
import type { DescriptorId, PersonId } from '../../domain/ids.ts';
import type { StoredVector } from '../lists/listFeed.ts';
import type { StoreContext } from '../ports/dialect.ts';
import { inChunks } from '../sql/context.ts';

const SWAP = endianness() === 'BE';

/** float32, little endian, whatever the machine. */
export function toBytes(vector: Float32Array): Uint8Array {
  const bytes = Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
  return SWAP ? Buffer.from(bytes).swap32() : bytes;
}

/**
 * What a driver gives may sit at any offset of a buffer that it shares among values: it is copied only where the
 * components would not be aligned. Nobody writes to it.
 */
export function toVector(bytes: Uint8Array): Float32Array {
  const length = bytes.length / Float32Array.BYTES_PER_ELEMENT;
  if (!SWAP && bytes.byteOffset % Float32Array.BYTES_PER_ELEMENT === 0) {
    return new Float32Array(bytes.buffer, bytes.byteOffset, length);
  }
  const own = Buffer.from(new ArrayBuffer(bytes.length));
  own.set(bytes);
  if (SWAP) own.swap32();
  return new Float32Array(own.buffer, 0, length);
}

/** Of a descriptor and its owner, in this order. */
export const VECTOR_COLUMNS = [
  'descriptor.descriptor_id',
  'person_face.person_id',
  'descriptor.model_id',
  'descriptor.vector',
] as const;

export interface VectorRow {
  readonly descriptor_id: string;
  readonly person_id: string | null;
  readonly model_id: string;
  readonly vector: Uint8Array;
}

export function toStoredVector(row: VectorRow): StoredVector {
  return {
    descriptorId: row.descriptor_id as DescriptorId,
    personId: row.person_id as PersonId | null,
    modelId: row.model_id,
    vector: toVector(row.vector),
  };
}

/** Descriptors with their owners. */
function vectorRows({ db }: StoreContext) {
  return db
    .selectFrom('descriptor')
    .leftJoin('person_face', 'person_face.face_id', 'descriptor.descriptor_id')
    .select(VECTOR_COLUMNS);
}

/** Of those that exist; within one account when it is given. */
export async function readVectors(
  context: StoreContext,
  descriptorIds: readonly DescriptorId[],
  accountId?: string,
): Promise<StoredVector[]> {
  const rows = await inChunks(descriptorIds, context.dialect.vectorsPerStatement, (chunk) =>
    vectorRows(context)
      .where(context.dialect.isAmong('descriptor.descriptor_id', chunk))
      .$if(accountId !== undefined, (query) => query.where('descriptor.account_id', '=', accountId ?? ''))
      .execute(),
  );
  return rows.map(toStoredVector);
}

/** Of everything that the persons own; within one account when it is given. */
export async function readVectorsOfPersons(
  context: StoreContext,
  personIds: readonly PersonId[],
  accountId?: string,
): Promise<StoredVector[]> {
  const rows = await inChunks(personIds, context.dialect.vectorsPerStatement, (chunk) =>
    context.db
      .selectFrom('person_face')
      .innerJoin('descriptor', 'descriptor.descriptor_id', 'person_face.face_id')
      .select(VECTOR_COLUMNS)
      .where(context.dialect.isAmong('person_face.person_id', chunk))
      .$if(accountId !== undefined, (query) => query.where('descriptor.account_id', '=', accountId ?? ''))
      .execute(),
  );
  return rows.map(toStoredVector);
}
