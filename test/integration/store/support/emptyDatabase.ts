import { sql } from 'kysely';
import type { OpenDatabase } from '../../../../src/store/ports/openDatabase.ts';

/** Takes all rows out of every table, as if it were new: quicker than a new database by a quarter of a second of a processor. */
export async function emptyDatabase({ db }: OpenDatabase): Promise<void> {
  const tables = await db.introspection.getTables();
  const names = tables.map(({ name }) => name).filter((name) => !name.startsWith('schema_migration'));
  await sql`truncate ${sql.join(names.map((name) => sql.table(name)))} cascade`.execute(db);
}
