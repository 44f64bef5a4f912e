/** A row by the names of its columns in small letters. */
export type Row = Readonly<Record<string, unknown>>;

/** A database of Backport 3 or LUNA PLATFORM 3, as it is at one moment; nothing is written to it. */
export interface SeedDatabase {
  /**
   * @param sql with a question mark for each bind; no others may be in it
   * @throws CommandFailed
   */
  query(sql: string, binds: readonly unknown[]): Promise<readonly Row[]>;
  /** The first rows of a statement, in the words of the database. */
  first(sql: string, count: number): string;
  /** SQL of a time as text with six decimals. */
  timeText(column: string): string;
  close(): Promise<void>;
}

/** What a table or column that is missing looks like. */
export class NoSuchTable extends Error {
  override readonly name = 'NoSuchTable';
}
