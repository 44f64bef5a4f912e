import { DATABASES, type DatabaseKind, postgresAt } from '../store/support/databases.ts';

/** A server that has the extension; the one that the other suites use has at most a stand-in for it. */
const { TEST_PGVECTOR_URL: url, TEST_POSTGRES_URL: standInUrl, TEST_VECTOR_STAND_IN: standIn } = process.env;
if (!url) {
  console.warn('pgvector: TEST_PGVECTOR_URL names no server: the extension itself is tested on PGlite ONLY');
}

const server: readonly DatabaseKind[] = url
  ? [{ name: 'Postgres with pgvector', create: () => postgresAt(url) }]
  : standInUrl && standIn
    ? [{ name: 'Postgres with a stand-in for pgvector', create: () => postgresAt(standInUrl) }]
    : [];

export const PGVECTOR_DATABASES: readonly DatabaseKind[] = [
  ...DATABASES.filter(({ name }) => name === 'PGlite in memory'),
  ...server,
];

/** Those where transactions run side by side. */
export const PGVECTOR_SERVERS = server;
