import { notifyAll } from '../../../../src/databases/postgres/postgresListHints.ts';
import { findDrift } from '../../../../src/store/drift/findDrift.ts';
import { requireEncoding } from '../../../../src/store/drift/requireEncoding.ts';
import { MIGRATIONS, migrate } from '../../../../src/store/migrations/migrate.ts';
import { cases } from './cases.ts';
import { createRecorder, type Recorded, type Recorder } from './recorder.ts';

export interface Section {
  /** `store.method`, or what else sends statements. */
  readonly name: string;
  readonly when?: string | undefined;
  readonly statements: readonly Recorded[];
}

/** Everything that the service sends to a database of this kind. */
export async function allStatements(name: Recorder['name']): Promise<readonly Section[]> {
  const recorder = createRecorder(name);
  const { store, db, dialect } = recorder;
  const sections: Section[] = [];
  // One by one: a database that remembers nothing would ask for the first one again and again.
  for (const migration of MIGRATIONS) {
    const statements = await recorder.record([], () => migrate(db, dialect, { migrations: [migration] }));
    sections.push({ name: 'migrate', when: migration.name, statements });
  }
  sections.push(
    { name: 'drift', statements: await recorder.record([], () => findDrift({ db, dialect })) },
    {
      name: 'encoding',
      statements: await recorder.record([[{ encoding: dialect.catalog.encodings[0] }]], () =>
        requireEncoding({ db, dialect }),
      ),
    },
  );
  sections.push({ name: 'ping', statements: await recorder.record([], () => store.ping()) });
  if (name === 'postgres') {
    sections.push({ name: 'notify', statements: await recorder.record([], () => notifyAll(db, ['list-1', 'list-2'])) });
  }
  for (const [port, methods] of Object.entries(cases)) {
    for (const [method, all] of Object.entries(methods)) {
      for (const { when, answers = [], run } of all) {
        const statements = await recorder.record(answers, () => run(store));
        sections.push({ name: `${port}.${method}`, when, statements });
      }
    }
  }
  return sections;
}

/** `store.method` of every store that there is, found by looking. */
export function allMethods(): readonly string[] {
  const { store } = createRecorder('oracle');
  return Object.entries(store).flatMap(([port, methods]) =>
    typeof methods === 'object' ? Object.keys(methods).map((method) => `${port}.${method}`) : [],
  );
}
