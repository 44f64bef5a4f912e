import type { CompiledQuery, Kysely } from 'kysely';
import type { Dialect } from '../ports/dialect.ts';
import type { Database } from '../sql/schema.ts';

/** A step that brings every installation from one schema to the next. Once released it never changes. */
export interface Migration {
  /** Sorts in the order of application. */
  readonly name: string;
  /** Statements in order, compiled and not executed, so that they can be shown to a DBA as well. */
  statements(db: Kysely<Database>, dialect: Dialect): readonly CompiledQuery[];
}
