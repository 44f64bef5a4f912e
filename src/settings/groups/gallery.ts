import Type from 'typebox';
import { choice, flag, MB, type SettingMeta, UUID, whole } from '../settingKinds.ts';

export const gallery = {
  GALLERY_ENGINE: choice(['memory', 'pgvector'], {
    default: 'memory',
    description:
      '`memory`: lists are searched in this process. `pgvector`: by the database, for galleries that no node can hold; needs Postgres with the extension, or the embedded database (docs/pgvector.md). The `GALLERY_…` settings for lists in memory then have no effect.',
  }),
  GALLERY_MAX_AGE_MS: whole(0, 60_000, {
    default: 0,
    description:
      'How stale a list may be when it is searched. 0: each search asks the database for the version of the list first, and sees every change that was committed before it. Up to 1000 saves most of these questions for a busy list.',
  }),
  GALLERY_POLL_MS: whole(0, 60_000, {
    default: 500,
    description:
      'How long to wait between two updates of the lists in memory, in the background; each is one question for all lists. Below `GALLERY_MAX_AGE_MS` searches need not ask at all; otherwise they have less to catch up with. 0: only searches and `GALLERY_NOTIFY` update lists.',
  }),
  GALLERY_NOTIFY: flag({
    default: true,
    description:
      'Nodes on one Postgres notify each other of changed lists (`NOTIFY`), so that a change is seen after some tens of milliseconds instead of `GALLERY_POLL_MS`. A node with the `memory` engine keeps one more connection for this. Set it alike on all nodes. Not used with Oracle.',
  }),
  GALLERY_WORKERS: whole(0, 64, { default: 0, description: 'Search threads. 0: one for each core.' }),
  GALLERY_MEMORY_LIMIT: whole(16 * MB, 1024 * 1024 * MB, {
    default: 1024 * MB,
    kind: 'bytes',
    description: 'Memory for lists that are kept ready to search; the least recently searched lists are evicted.',
  }),
  GALLERY_PREWARM: Type.String({
    maxLength: 65_536,
    pattern: `^(all|${UUID}(,${UUID})*)?$`,
    allowed: '`all`, or ids separated by commas, 1..65536 characters',
    default: '',
    computedDefault: 'none',
    description:
      'Lists to load before the port is opened, as far as memory allows: ids separated by commas, or `all`, most recently changed first. Any other list is loaded by its first search, which waits for it. Has no effect with `GALLERY_ENGINE=pgvector`.',
  } satisfies SettingMeta & Record<string, unknown>),
  GALLERY_AUDIT_HOURS: whole(0, 8760, {
    default: 24,
    description:
      'How often to compare the lists in memory with the database, in hours; lists that differ are loaded again. Each comparison reads every row from the database. 0: only by `luna-backport3 gallery verify`.',
  }),
  PGVECTOR_SEARCH: choice(['exact', 'hnsw'], {
    default: 'exact',
    description:
      '`exact`: the database compares every vector of the list. `hnsw`: it follows a graph, which is far faster on large lists but may miss a candidate.',
  }),
  PGVECTOR_EF_SEARCH: whole(10, 1000, {
    default: 100,
    description: 'Candidates that a search of the graph keeps in view. Higher values find more and take longer.',
  }),
  PGVECTOR_TYPE: choice(['halfvec', 'vector'], {
    default: 'halfvec',
    description:
      'How vectors are stored in the index: 2 or 4 bytes a component. Answers are the same. Fixed when the index is created.',
  }),
  PGVECTOR_PARTITIONS: whole(1, 1024, {
    default: 16,
    description: 'Tables that lists are spread over. Fixed when the index is created.',
  }),
};
