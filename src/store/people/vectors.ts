import { endianness } from 'node:os';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { AccountId, DescriptorId, PersonId } from '../../domain/ids.ts';
import { createEncryptionRows } from '../encryption/encryptionRows.ts';
import { isSealedVector, SealedWithoutKeys } from '../encryption/sealedForm.ts';
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
 * components would not be aligned. It is not written to.
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

/** Of the descriptor's own row, unless `descriptor_vector` is joined with a row that is seen. */
function seenColumn<Value>(name: 'model_id' | 'vector'): RawBuilder<Value> {
  const [own, beside] = [sql.ref(`descriptor.${name}`), sql.ref(`descriptor_vector.${name}`)];
  return sql<Value>`case when ${sql.ref('descriptor_vector.model_id')} is null then ${own} else ${beside} end`;
}

export const SEEN_COLUMNS = [
  seenColumn<string>('model_id').as('model_id'),
  seenColumn<Uint8Array>('vector').as('vector'),
] as const;

/** Reads give what a descriptor's own row has, whatever model this process works in. */
export function ownRows(context: StoreContext): StoreContext {
  return { ...context, workingModel: undefined };
}

/** Of a descriptor and its owner, in this order; `descriptor_vector` is joined by `isSeen`. */
export const VECTOR_COLUMNS = [
  'descriptor.descriptor_id',
  'person_face.person_id',
  ...SEEN_COLUMNS,
  'descriptor.account_id',
] as const;

/**
 * Joins `descriptor` with the vector that the working model sees in place of the row's own: so a node finds every face that has a vector of its
 * model, whichever model the row is of by now.
 * @param yes for statements that take no binds
 */
export function isSeen(
  { workingModel }: Pick<StoreContext, 'workingModel'>,
  yes: RawBuilder<boolean> = sql`${true}`,
): RawBuilder<SqlBool> {
  return sql<SqlBool>`${sql.ref('descriptor_vector.descriptor_id')} = ${sql.ref('descriptor.descriptor_id')}
    and ${sql.ref('descriptor_vector.model_id')} = ${sql.lit(workingModel?.id ?? '')}
    and ${sql.ref('descriptor_vector.in_use')} = ${yes}`;
}

export interface VectorRow {
  readonly descriptor_id: string;
  readonly person_id: string | null;
  readonly model_id: string;
  readonly vector: Uint8Array;
  readonly account_id: string;
}

/** Vectors as they are stored. */
export async function sealVectors(
  context: StoreContext,
  accountId: AccountId,
  vectors: readonly { readonly descriptorId: DescriptorId; readonly vector: Float32Array }[],
): Promise<readonly Uint8Array[]> {
  const blobs = vectors.map(({ descriptorId, vector }) => ({
    accountId,
    kind: 'vector' as const,
    descriptorId,
    bytes: toBytes(vector),
  }));
  return context.sealing ? context.sealing.seal(createEncryptionRows(context), blobs) : blobs.map(({ bytes }) => bytes);
}

/** Vectors as they were given. Those that cannot be opened any more are left out. @throws SealedWithoutKeys */
export async function openVectors(context: StoreContext, rows: readonly VectorRow[]): Promise<StoredVector[]> {
  if (!rows.some(({ vector }) => isSealedVector(vector))) return rows.map((row) => toStoredVector(row, row.vector));
  if (!context.sealing) throw new SealedWithoutKeys();
  const blobs = rows.map(({ account_id, descriptor_id, vector }) => ({
    accountId: account_id,
    kind: 'vector' as const,
    descriptorId: descriptor_id as DescriptorId,
    bytes: vector,
  }));
  const opened = await context.sealing.open(createEncryptionRows(context), blobs);
  return rows.flatMap((row, index) => {
    const bytes = opened[index];
    return bytes ? [toStoredVector(row, bytes)] : [];
  });
}

function toStoredVector(row: VectorRow, bytes: Uint8Array): StoredVector {
  return {
    descriptorId: row.descriptor_id as DescriptorId,
    personId: row.person_id as PersonId | null,
    modelId: row.model_id,
    vector: toVector(bytes),
  };
}

/** Descriptors with their owners. */
function vectorRows(context: StoreContext) {
  return context.db
    .selectFrom('descriptor')
    .leftJoin('descriptor_vector', (join) => join.on(isSeen(context)))
    .leftJoin('person_face', 'person_face.face_id', 'descriptor.descriptor_id')
    .select(VECTOR_COLUMNS);
}

/** Of those that exist; within one account when it is given. */
export async function readVectors(
  context: StoreContext,
  descriptorIds: readonly DescriptorId[],
  accountId?: string,
): Promise<StoredVector[]> {
  return openVectors(context, await readVectorRows(context, descriptorIds, accountId));
}

/** Of everything that the persons own; within one account when it is given. */
export async function readVectorsOfPersons(
  context: StoreContext,
  personIds: readonly PersonId[],
  accountId?: string,
): Promise<StoredVector[]> {
  return openVectors(context, await readVectorRowsOfPersons(context, personIds, accountId));
}

/** `readVectors`, as they are stored. */
export function readVectorRows(
  context: StoreContext,
  descriptorIds: readonly DescriptorId[],
  accountId?: string,
): Promise<VectorRow[]> {
  return inChunks(descriptorIds, context.dialect.vectorsPerStatement, (chunk) =>
    vectorRows(context)
      .where(context.dialect.isAmong('descriptor.descriptor_id', chunk))
      .$if(accountId !== undefined, (query) => query.where('descriptor.account_id', '=', accountId ?? ''))
      .execute(),
  );
}

/** `readVectorsOfPersons`, as they are stored. */
export function readVectorRowsOfPersons(
  context: StoreContext,
  personIds: readonly PersonId[],
  accountId?: string,
): Promise<VectorRow[]> {
  return inChunks(personIds, context.dialect.vectorsPerStatement, (chunk) =>
    context.db
      .selectFrom('person_face')
      .innerJoin('descriptor', 'descriptor.descriptor_id', 'person_face.face_id')
      .leftJoin('descriptor_vector', (join) => join.on(isSeen(context)))
      .select(VECTOR_COLUMNS)
      .where(context.dialect.isAmong('person_face.person_id', chunk))
      .$if(accountId !== undefined, (query) => query.where('descriptor.account_id', '=', accountId ?? ''))
      .execute(),
  );
}
