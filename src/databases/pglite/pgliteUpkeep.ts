/** Rows written before the first upkeep of a small database. */
const FIRST_ROWS = 200;
/** Share of the database that may change before the next one, as autovacuum has it. */
const CHANGED_SHARE = 0.2;

type Run = (sql: string) => Promise<{ readonly rows: readonly Record<string, unknown>[] }>;

/**
 * Does what autovacuum does in a server and nothing does in PGlite: fresh statistics (a plan made for an empty table
 * otherwise stays for ever, and finds one person by reading them all), dead rows, old transaction numbers.
 * One table at a time, so that requests come in between.
 */
export class PgliteUpkeep {
  readonly #run: Run;
  #written = 0;
  #due = 0;
  #busy = false;

  constructor(run: Run) {
    this.#run = run;
  }

  /** To be told of every write. An upkeep that fails is tried again after as many rows. */
  note(rows: number): void {
    this.#written += rows;
    if (this.#busy || this.#written < FIRST_ROWS || this.#written < this.#due) return;
    this.#busy = true;
    this.#written = 0;
    this.#maintain()
      .catch(() => undefined)
      .finally(() => {
        this.#busy = false;
        // What was written meanwhile may make the next one due, and nothing may be written after it.
        this.note(0);
      });
  }

  async #maintain(): Promise<void> {
    // The size as of the last upkeep: a large database that was just opened is not due after its first few rows.
    const before = await this.#totalRows();
    if (this.#due === 0 && before * CHANGED_SHARE > FIRST_ROWS) {
      this.#due = before * CHANGED_SHARE;
      this.#written += FIRST_ROWS;
      return;
    }
    const { rows } = await this.#run(
      `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
    );
    for (const { name } of rows) await this.#run(`vacuum analyze ${name}`);
    this.#due = (await this.#totalRows()) * CHANGED_SHARE;
  }

  async #totalRows(): Promise<number> {
    const { rows } = await this.#run(
      `select sum(greatest(reltuples, 0))::bigint as total from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
    );
    return Number(rows[0]?.total ?? 0);
  }
}
