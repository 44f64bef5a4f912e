export interface MigrateOptions {
  readonly plan?: true;
  readonly apply?: true;
  readonly sql?: true;
  readonly check?: true;
}
