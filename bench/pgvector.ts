/**
 * npm run bench:pgvector -- [--rows 10000] [--dimension 512] [--type vector] [--url postgres://…] [--out file.json]
 *
 * The database engine, exact and with HNSW, on a Postgres server with pgvector (`--url`, a database
 * that may be filled) or on PGlite; recall against our own engine over the same list.
 */
import { parseArgs } from 'node:util';
import type { StoreOptions } from '../src/store/openDatabase.ts';
import { createFaceSet } from './support/gallery/faceSet.ts';
import { benchPgvector } from './support/gallery/pgvectorRows.ts';
import { printReport, type Row } from './support/report.ts';

const PROBES = 50;
const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '10000' },
    dimension: { type: 'string', default: '512' },
    type: { type: 'string', default: 'halfvec' },
    url: { type: 'string' },
    out: { type: 'string' },
  },
});

const database: StoreOptions = options.url
  ? {
      type: 'postgres',
      dsn: options.url,
      host: '127.0.0.1',
      port: 5432,
      user: 'luna',
      password: 'luna',
      database: 'luna_backport3',
      poolSize: 4,
      statementTimeout: 3_600_000,
      queryTimeout: 3_600_000,
    }
  : { type: 'pglite', directory: 'memory' };
if (!options.url) console.error('no --url: the figures are those of PGlite, one WebAssembly thread');

const type = options.type === 'vector' ? 'vector' : 'halfvec';
const report: Row[] = [];
for (const count of options.rows.split(',').map(Number)) {
  const rows = await benchPgvector(createFaceSet(count, Number(options.dimension), PROBES), database, type);
  report.push(...rows.map((row) => ({ ...row, what: `${count} × ${options.dimension}: ${row.what}` })));
}
printReport('pgvector', report, options.out);
