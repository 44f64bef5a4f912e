/**
 * `npm run schema:write` writes src/store/drift/expectedSchema.ts anew: what all migrations make of an empty database
 * (PGlite). `npm run schema:check` fails when the committed file is another.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../src/databases/openDatabase.ts';
import { describeSchema } from '../src/store/drift/describeSchema.ts';
import { migrate } from '../src/store/migrations/migrate.ts';

const path = fileURLToPath(new URL('../src/store/drift/expectedSchema.ts', import.meta.url));

const database = await openDatabase(
  { type: 'pglite', directory: 'memory' },
  { info: () => undefined, warn: () => undefined },
);
await migrate(database.db, database.dialect);
const { tables } = await describeSchema(database);
await database.close();

const source = `import type { SchemaDescription } from './schemaDescription.ts';

/** What the migrations make. Written by \`npm run schema:write\`. */
export const EXPECTED_SCHEMA: SchemaDescription = ${JSON.stringify(tables)};
`;
const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');
const formatted = execFileSync(process.execPath, [biome, 'format', `--stdin-file-path=${path}`], {
  input: source,
  encoding: 'utf8',
});

if (!process.argv.includes('--check')) {
  writeFileSync(path, formatted);
} else if (readFileSync(path, 'utf8') !== formatted) {
  process.stderr.write(
    'src/store/drift/expectedSchema.ts is not what the migrations make: run `npm run schema:write`\n',
  );
  process.exitCode = 1;
}
