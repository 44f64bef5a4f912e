import Type from 'typebox';
import { choice, flag, MB, type SettingMeta, UUID, whole } from '../settingKinds.ts';

export const gallery = {
  GALLERY_ENGINE: choice(['memory', 'pgvector'], {
    default: 'memory',
    description:
      '`memory`: lists are searched in this process. `pgvector`: by the database, for galleries that no node can hold; Postgres with the extension, or the embedded database (docs/pgvector.md). What other settings `GALLERY_…` say of lists in memory then has no effect.',
  }),
  GALLERY_MAX_AGE_MS: whole(0, 60_000, {
    default: 0,
    description:
      'How old what a search over a list sees may be. 0: each search asks the database for the version of the list first, and sees every change that was committed before it. Up to 1000 saves a busy list most of these questions.',
  }),
  GALLERY_POLL_MS: whole(0, 60_000, {
    default: 500,
    description:
      'Bring the lists in memory up to date in the background, that long after the last time: one question for all lists. Below `GALLERY_MAX_AGE_MS` searches need not ask at all; otherwise they find less to catch up with. 0: only searches and `GALLERY_NOTIFY` do it.',
  }),
  GALLERY_NOTIFY: flag({
    default: true,
    description:
      'Nodes on one Postgres tell each other which lists they have changed (`NOTIFY`), so that a change is seen some tens of milliseconds later and not after `GALLERY_POLL_MS`. A node with the `memory` engine keeps one connection more for it. Set it alike on all nodes. Oracle does without.',
  }),
  GALLERY_WORKERS: whole(0, 64, { default: 0, description: 'Search threads. 0: one for each core.' }),
  GALLERY_MEMORY_LIMIT: whole(16 * MB, 1024 * 1024 * MB, {
    default: 1024 * MB,
    kind: 'bytes',
    description: 'Memory for lists kept ready to search; the least recently searched make room.',
  }),
  GALLERY_PREWARM: Type.String({
    maxLength: 65_536,
    pattern: `^(all|${UUID}(,${UUID})*)?$`,
    allowed: '`all`, or ids with commas between, 1..65536 characters',
    default: '',
    computedDefault: 'none',
    description:
      'Lists to load before the port is opened, while memory lasts: ids with commas between them, or `all`, those changed last first. Any other list is loaded by its first search, which waits for it. With `GALLERY_ENGINE=pgvector` no list is loaded, and this has no effect.',
  } satisfies SettingMeta & Record<string, unknown>),
  GALLERY_AUDIT_HOURS: whole(0, 8760, {
    default: 24,
    description:
      'How many hours lie between comparisons of the lists in memory with the database; what differs is loaded again. 0: only by `luna-backport3 gallery verify`. Each row is read once more from the database.',
  }),
  PGVECTOR_SEARCH: choice(['exact', 'hnsw'], {
    default: 'exact',
    description:
      '`exact`: the database compares every vector of the list. `hnsw`: it follows a graph, far faster on large lists, and may miss a candidate.',
  }),
  PGVECTOR_EF_SEARCH: whole(10, 1000, {
    default: 100,
    description: 'Candidates that a search of the graph keeps in view: more find more, and take longer.',
  }),
  PGVECTOR_TYPE: choice(['halfvec', 'vector'], {
    default: 'halfvec',
    description:
      'How vectors lie in the index: 2 or 4 bytes a component. Answers are the same. Fixed when the index is made.',
  }),
  PGVECTOR_PARTITIONS: whole(1, 1024, {
    default: 16,
    description: 'Tables that lists are spread over. Fixed when the index is made.',
  }),
};
