import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { openDatabase } from '../../../src/databases/openDatabase.ts';
import { run } from '../support/commandLine.ts';

it('migrate makes the graph that docs/pgvector.md promises, also beside variables of other programs', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'luna-graph-'));
  try {
    const outcome = await run(['migrate'], {
      DATA_DIR: folder,
      LOG_LEVEL: 'warn',
      GALLERY_ENGINE: 'pgvector',
      PGVECTOR_SEARCH: 'hnsw',
      PGVECTOR_PARTITIONS: '1',
      // What psql and Kubernetes leave in an environment must not reach the embedded database.
      PGOPTIONS: '-c DateStyle=German',
      PGSSLNEGOTIATION: 'direct',
      PGDATA: '/nowhere',
      PGUSER: 'nobody',
      PGDATABASE: 'nowhere',
      PGTZ: 'Asia/Kathmandu',
      DB_PORT: 'tcp://10.0.0.1:5432',
    });
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    const log = { info: () => undefined, warn: () => undefined };
    const database = await openDatabase({ type: 'pglite', directory: join(folder, 'database') }, log);
    try {
      const { rows } = await sql<{ name: string }>`
        select indexname as name from pg_indexes where indexname like 'gallery_vector_hnsw_%'`.execute(database.db);
      expect(rows).toHaveLength(1);
    } finally {
      await database.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
