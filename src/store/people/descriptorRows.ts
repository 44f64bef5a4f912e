import type { AliasableExpression } from 'kysely';
import type { DescriptorId, ListId, PersonId } from '../../domain/ids.ts';
import type { Descriptor } from '../ports/descriptors.ts';
import type { StoreContext } from '../ports/dialect.ts';
import { splitIds } from '../sql/context.ts';
import { fixedStatement } from '../sql/fixedStatement.ts';
import type { Owned } from '../sql/readOwned.ts';
import type { DescriptorTable } from '../sql/schema.ts';
import { padded } from '../sql/text/padded.ts';

type Columns = Omit<DescriptorTable, 'vector'>;

/** All of `descriptor` but the vector. */
export const DESCRIPTOR_COLUMNS = [
  'descriptor.descriptor_id',
  'descriptor.account_id',
  'descriptor.create_time',
  'descriptor.last_update',
  'descriptor.model_id',
  'descriptor.has_portrait',
] as const;

interface DescriptorRow extends Columns {
  readonly person_id: string | null;
  readonly lists: string | null;
}

/** Descriptors without their vectors, with their owners and lists, in one statement; newest first. */
export async function readDescriptors(
  context: StoreContext,
  descriptors: AliasableExpression<Columns>,
): Promise<Descriptor[]> {
  const rows = await withLinks(context, descriptors)
    .orderBy('d.create_time', 'desc')
    .orderBy('d.descriptor_id', 'desc')
    .execute();
  return rows.map(toDescriptor);
}

/** Descriptors by their ids, each with the account that it belongs to. */
export async function readDescriptorsById(
  context: StoreContext,
  descriptorIds: readonly DescriptorId[],
): Promise<ReadonlyMap<DescriptorId, Owned<Descriptor>>> {
  const { rows } = await selectById(context, ...padded(descriptorIds));
  return new Map(
    rows.map((row) => [row.descriptor_id as DescriptorId, { accountId: row.account_id, value: toDescriptor(row) }]),
  );
}

const selectById = fixedStatement((context, ...descriptorIds: readonly DescriptorId[]) =>
  withLinks(
    context,
    context.db.selectFrom('descriptor').select(DESCRIPTOR_COLUMNS).where('descriptor_id', 'in', descriptorIds),
  ),
);

function withLinks({ db, dialect }: StoreContext, descriptors: AliasableExpression<Columns>) {
  return db
    .selectFrom(descriptors.as('d'))
    .leftJoin('person_face', 'person_face.face_id', 'd.descriptor_id')
    .select((eb) => [
      'd.descriptor_id',
      'd.account_id',
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
    ]);
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
