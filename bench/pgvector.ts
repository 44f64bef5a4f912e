/**
 * npm run bench:pgvector -- [--rows 10000] [--dimension 512] [--type vector] [--ef 100] [--url postgres://…]
 *   [--out file.json]
 *
 * The database engine, exact and with HNSW, with recall and time against our own engine over the same list: on a Postgres
 * server with pgvector (`--url`, a database that may be filled; or one of its own, whose programs POSTGRES_BIN names) or
 * on PGlite.
 */
import { parseArgs } from 'node:util';
import { createFaceSet } from './support/gallery/faceSet.ts';
import { benchPgvector } from './support/gallery/pgvectorRows.ts';
import { postgresOf, provideVectorDatabase } from './support/gallery/vectorDatabase.ts';
import { printReport, type Row } from './support/report.ts';

const PROBES = 200;
const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '10000' },
    dimension: { type: 'string', default: '512' },
    type: { type: 'string', default: 'halfvec' },
    ef: { type: 'string', default: '100' },
    url: { type: 'string' },
    out: { type: 'string' },
  },
});

const efforts = options.ef.split(',').map(Number);
const type = options.type === 'vector' ? 'vector' : 'halfvec';
const report: Row[] = [];
for (const count of options.rows.split(',').map(Number)) {
  const given = options.url && { options: postgresOf(options.url), remove: async () => {} };
  const database = given || (await provideVectorDatabase());
  try {
    const faces = createFaceSet(count, Number(options.dimension), PROBES);
    const rows = await benchPgvector(faces, { database: database.options, type, efforts });
    report.push(...rows.map((row) => ({ ...row, what: `${count} × ${options.dimension}: ${row.what}` })));
  } finally {
    await database.remove();
  }
}
printReport('pgvector', report, options.out);
