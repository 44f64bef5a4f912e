import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { ListIndexWriter, StoreContext } from '../ports/dialect.ts';
import { createIndexBuilder } from './indexBuilder.ts';
import { createIndexSearch } from './indexSearch.ts';
import { prepareTables } from './indexTables.ts';
import { createIndexWriter } from './indexWriter.ts';
import type { VectorIndex, VectorIndexOptions } from './vectorIndex.ts';

/**
 * Links of a face in the graph, and candidates for them. With pgvector's own 16 and 64 a search of 300 000 faces found 89 of
 * the 100 that it should; with these all of them (docs/benchmarks.md).
 */
const GRAPH_SHAPE = sql.raw('m = 32, ef_construction = 128');

/** The index on a database, and what every change of a list must tell it. */
export interface OpenVectorIndex {
  readonly vectorIndex: VectorIndex;
  readonly listIndex: ListIndexWriter;
}

/** @throws StoreRefused('misconfigured') */
export async function openVectorIndex(context: StoreContext, options: VectorIndexOptions): Promise<OpenVectorIndex> {
  const { db, dialect } = context;
  const { type } = options;
  await prepareTables(context, options);
  return {
    listIndex: createIndexWriter(type),
    vectorIndex: {
      ...createIndexSearch(context, type),
      ...createIndexBuilder(context, type),

      async prepareGraph(modelId, dimension) {
        // A name of its own for each model, whatever the model's name holds.
        const model = createHash('sha256').update(`${modelId} ${dimension}`).digest('hex').slice(0, 8);
        const fixed = sql.raw(`${type}(${dimension})`);
        const operators = sql.raw(`${type}_ip_ops`);
        await db.transaction().execute(async (tx) => {
          await dialect.migrationLock?.execute(tx);
          await sql`create index if not exists ${sql.id(`gallery_vector_hnsw_${model}`)} on gallery_vector
            using hnsw ((embedding::${fixed}) ${operators}) with (${GRAPH_SHAPE})
            where model_id = ${sql.lit(modelId)} and dimension = ${sql.lit(dimension)}`.execute(tx);
        });
      },
    },
  };
}
