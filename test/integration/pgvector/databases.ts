import { DATABASES, type DatabaseKind, postgresAt } from '../store/support/databases.ts';

const { TEST_PGVECTOR_URL, TEST_POSTGRES_URL, TEST_INSTALLED_VECTOR } = process.env;

/** Whether servers that a test starts for itself have the extension. */
export const PGVECTOR_IS_INSTALLED = TEST_INSTALLED_VECTOR === 'extension';

/** A server that has the extension; the one that the other suites use has it too, or at most a stand-in for it. */
const url = TEST_PGVECTOR_URL || (PGVECTOR_IS_INSTALLED ? TEST_POSTGRES_URL : undefined);
const standInUrl = !url && TEST_INSTALLED_VECTOR === 'stand-in' ? TEST_POSTGRES_URL : undefined;
if (!url) {
  console.warn(
    'pgvector: neither TEST_PGVECTOR_URL nor POSTGRES_BIN leads to it: the extension itself is tested on PGlite ONLY',
  );
}

/** Those that can make graphs. */
export const GRAPH_DATABASES: readonly DatabaseKind[] = [
  ...DATABASES.filter(({ name }) => name === 'PGlite in memory'),
  ...(url ? [{ name: 'Postgres with pgvector', create: () => postgresAt(url) }] : []),
];

export const PGVECTOR_DATABASES: readonly DatabaseKind[] = [
  ...GRAPH_DATABASES,
  ...(standInUrl ? [{ name: 'Postgres with a stand-in for pgvector', create: () => postgresAt(standInUrl) }] : []),
];
