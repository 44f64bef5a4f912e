import { DialectAdapterBase } from 'kysely';

/** Migrations are our own, which is why Kysely's lock is not needed. */
export class OracleAdapter extends DialectAdapterBase {
  override get supportsCreateIfNotExists(): boolean {
    return false;
  }
  override get supportsTransactionalDdl(): boolean {
    return false;
  }
  override get supportsReturning(): boolean {
    return false;
  }
  acquireMigrationLock(): Promise<void> {
    return Promise.reject(new Error("Kysely's migrator is not supported"));
  }
  releaseMigrationLock(): Promise<void> {
    return Promise.reject(new Error("Kysely's migrator is not supported"));
  }
}

/** Kysely's own; ours are the queries of `Dialect.catalog`. */
export function refuseIntrospection(): never {
  throw new Error('introspection is not supported');
}
