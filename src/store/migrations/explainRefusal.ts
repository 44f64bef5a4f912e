import type { Dialect } from '../ports/dialect.ts';
import { StoreRefused } from '../sql/storeErrors.ts';

/** An error of a migration, as a sentence for the operator where it is theirs to mend; else unchanged. */
export function explainRefusal({ ddlRefusalOf }: Dialect, migration: string, error: unknown): unknown {
  const reason = error instanceof Error ? error.message : String(error);
  switch (ddlRefusalOf(error)) {
    case 'exists':
      return new StoreRefused(
        'misconfigured',
        `migration ${migration} found an object that this program did not create (${reason}): ` +
          'name a database or schema of its own in DB_NAME, DB_USER or DB_DSN',
        { cause: error },
      );
    case 'no-right':
      return new StoreRefused(
        'misconfigured',
        `migration ${migration}: DB_USER may not create tables there (${reason}): ` +
          'grant it that right, or have a DBA run the script of luna-backport3 migrate --sql',
        { cause: error },
      );
    case undefined:
      return error;
  }
}
