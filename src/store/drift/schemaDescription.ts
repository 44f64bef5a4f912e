/** What a table is like, in words that all databases share; names in lower case. */
export interface TableDescription {
  /** `text(36)`, or `text(36) not null`. */
  readonly columns: Readonly<Record<string, string>>;
  /** By the name of the constraint: `primary key (a, b)`, `unique (a)`, `foreign key (a) references t on delete cascade`. */
  readonly keys: Readonly<Record<string, string>>;
  /** Columns of each index that no key stands on, by its name: `(a, b)`. */
  readonly indexes: Readonly<Record<string, string>>;
}

export type SchemaDescription = Readonly<Record<string, TableDescription>>;
