import type { AliasableExpression } from 'kysely';
import type { DescriptorId, ListId, PersonId } from '../../domain/ids.ts';
import type { Descriptor } from '../ports/descriptors.ts';
import type { StoreContext } from '../ports/dialect.ts';
import { splitIds } from '../sql/context.ts';
import type { DescriptorTable } from '../sql/schema.ts';

type Columns = Omit<DescriptorTable, 'account_id' | 'vector'>;

interface DescriptorRow extends Columns {
  readonly person_id: string | null;
  readonly lists: string | null;
}

/** Descriptors without their vectors, with their owners and lists, in one statement; newest first. */
export async function readDescriptors(
  { db, dialect }: StoreContext,
  descriptors: AliasableExpression<Columns>,
): Promise<Descriptor[]> {
  const rows = await db
    .selectFrom(descriptors.as('d'))
    .leftJoin('person_face', 'person_face.face_id', 'd.descriptor_id')
    .select((eb) => [
      'd.descriptor_id',
      'd.create_time',
      'd.last_update',
      'd.model_id',
      'd.has_portrait',
      'person_face.person_id',
      eb
        .selectFrom('list_descriptor')
        .whereRef('list_descriptor.descriptor_id', '=', 'd.descriptor_id')
        .select(dialect.joinedIds('list_id', ['link_time', 'list_id']).as('joined'))
        .as('lists'),
    ])
    .orderBy('d.create_time', 'desc')
    .orderBy('d.descriptor_id', 'desc')
    .execute();
  return rows.map(toDescriptor);
}

function toDescriptor(row: DescriptorRow): Descriptor {
  return {
    descriptorId: row.descriptor_id as DescriptorId,
    createTime: row.create_time,
    lastUpdate: row.last_update,
    personId: row.person_id as PersonId | null,
    lists: splitIds<ListId>(row.lists),
    modelId: row.model_id,
    hasPortrait: row.has_portrait,
  };
}
