import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { DescriptorId, PersonId } from '../../domain/ids.ts';
import { toVector } from '../people/vectors.ts';
import type { StoreContext } from '../ports/dialect.ts';
import { atomically } from '../sql/context.ts';
import { type IndexDatabase, withIndex } from './indexTables.ts';
import { productError, unitText } from './rounding.ts';
import type { NearestQuery, Neighbour, Neighbours, VectorIndex, VectorType } from './vectorIndex.ts';

/** A neighbour, or none: then the versions alone came back. */
interface Row {
  readonly wanted: number;
  readonly indexed: number | null;
  readonly built_to: string | null;
  readonly descriptor_id: string | null;
  readonly person_id: string | null;
  readonly distance: string | null;
  readonly vector: Uint8Array | null;
}

interface Near {
  readonly descriptor_id: string;
  readonly person_id: string | null;
  readonly distance: string;
}

export function createIndexSearch(context: StoreContext, type: VectorType): Pick<VectorIndex, 'nearest'> {
  return {
    async nearest(query) {
      const { by } = query;
      if (by.kind !== 'graph') return read(context, type, query);
      return atomically(context, async (tx) => {
        await sql`select set_config('hnsw.ef_search', ${String(by.effort)}, true),
          set_config('hnsw.iterative_scan', 'strict_order', true)`.execute(tx.db);
        return read(tx, type, query);
      });
    },
  };
}

/** One statement, so one snapshot: the list's version, the index's version, the rows and their vectors are of one moment. */
async function read({ db }: StoreContext, type: VectorType, query: NearestQuery): Promise<Neighbours> {
  const rows: readonly Row[] = await statement(withIndex(db), type, query).execute();
  const [first] = rows;
  if (!first) return { kind: 'gone' };
  // Before its first version a list has nothing that could be found, and the index need not know it.
  const isCurrent = first.indexed === first.wanted ? first.built_to === null : first.wanted === 0;
  if (!isCurrent) return { kind: 'behind' };
  let farthest = Number.NEGATIVE_INFINITY;
  const neighbours: Neighbour[] = [];
  for (const { descriptor_id, person_id, distance, vector } of rows) {
    if (descriptor_id === null || vector === null) continue;
    farthest = Math.max(farthest, Number(distance));
    neighbours.push({
      descriptorId: descriptor_id as DescriptorId,
      personId: person_id as PersonId | null,
      vector: toVector(vector),
    });
  }
  if (query.by.kind === 'graph') return { kind: 'found', neighbours, othersAtMost: 1 };
  const isAll = neighbours.length < query.count;
  return { kind: 'found', neighbours, othersAtMost: isAll ? -1 : -farthest + errorOf(type, query) };
}

function statement(db: Kysely<IndexDatabase>, type: VectorType, query: NearestQuery) {
  const { listId } = query;
  const head = db
    .selectFrom('persons_list')
    .select('version')
    .where('list_id', '=', listId)
    .unionAll(db.selectFrom('descriptors_list').select('version').where('list_id', '=', listId));
  return db
    .selectFrom(head.as('list'))
    .leftJoin('gallery_list as indexed', (join) => join.on('indexed.list_id', '=', listId))
    .leftJoin(nearestRows(type, query).as('near'), (join) => join.onTrue())
    .leftJoin('descriptor', (join) => join.on(sql<boolean>`descriptor.descriptor_id = near.descriptor_id::text`))
    .select([
      'list.version as wanted',
      'indexed.version as indexed',
      'indexed.built_to',
      'near.descriptor_id',
      'near.person_id',
      'near.distance',
      'descriptor.vector',
    ]);
}

function nearestRows(type: VectorType, query: NearestQuery): RawBuilder<Near> {
  const { by, count } = query;
  if (by.kind === 'graph') return unite(query.probes.map((probe) => graphRows(type, query, probe)));
  const all = sql`select descriptor_id, person_id, ${distanceToNearest(type, query)} as distance
    from gallery_vector where ${isCompared(query)}`;
  if (by.kind === 'all') return sql<Near>`(${all} order by distance limit ${count})`;
  // Of one person, only what is this close to the nearest as the index sees it can be the nearest in truth.
  const margin = 2 * errorOf(type, query);
  return sql<Near>`(
    with face as materialized (${all})
    select descriptor_id, face.person_id, distance
    from face join (select person_id, min(distance) as least from face group by person_id) person
      on person.person_id = face.person_id and distance <= least + ${margin}::float8
    order by distance limit ${count})`;
}

/** Smaller is nearer: minus the cosine. The zero keeps the planner from taking a graph, which may miss some. */
function distanceToNearest(type: VectorType, { probes }: NearestQuery): RawBuilder<unknown> {
  const distances = probes.map((probe) => sql`(embedding <#> ${asProbe(probe)}::${sql.raw(type)}) + 0`);
  return sql`least(${sql.join(distances)})`;
}

/** Written as the graph's index has it, or the planner does not see that it fits. */
function graphRows(type: VectorType, query: NearestQuery, probe: Float32Array): RawBuilder<unknown> {
  const fixed = sql.raw(`${type}(${probe.length})`);
  const distance = sql`(embedding::${fixed}) <#> ${asProbe(probe)}::${fixed}`;
  return sql`(select descriptor_id, person_id, ${distance} as distance from gallery_vector
    where ${isCompared(query)} order by ${distance} limit ${query.count})`;
}

/** A descriptor that is near to several probes comes once. */
function unite(parts: readonly RawBuilder<unknown>[]): RawBuilder<Near> {
  return sql<Near>`(select descriptor_id, person_id, min(distance) as distance
    from (${sql.join(parts, sql` union all `)}) part group by descriptor_id, person_id)`;
}

function isCompared({ listId, modelId, probes, ownedOnly }: NearestQuery): RawBuilder<unknown> {
  const owned = ownedOnly ? sql`and person_id is not null` : sql``;
  return sql`list_id = ${listId}::uuid and model_id = ${sql.lit(modelId)}
    and dimension = ${sql.lit(probes[0]?.length ?? 0)} ${owned}`;
}

function asProbe(vector: Float32Array): string {
  const text = unitText(vector);
  if (text === undefined) throw new RangeError('a probe without direction');
  return text;
}

function errorOf(type: VectorType, { probes }: NearestQuery): number {
  return productError(type, probes[0]?.length ?? 0);
}
