/** Rows written before the first look at a small database. */
const FIRST_ROWS = 200;
/** Share of the database that may change before the next one. */
const CHANGED_SHARE = 0.2;

/**
 * Tables that autovacuum would take, by its own thresholds, and those whose transaction numbers grow old, catalogs too. A
 * VACUUM of each of thirty small tables held the thread for longer than the requests that wrote them.
 */
const DUE_TABLES = `
  select c.oid::regclass::text as name
  from pg_class c left join pg_stat_user_tables s on s.relid = c.oid
  where c.relkind = 'r' and (
    s.n_mod_since_analyze > 50 + 0.1 * greatest(c.reltuples, 0)
    or s.n_dead_tup > 50 + 0.2 * greatest(c.reltuples, 0)
    or s.n_ins_since_vacuum > 1000 + 0.2 * greatest(c.reltuples, 0)
    or age(c.relfrozenxid) > 100000000)`;
/** Counters of this session reach the view with it; else up to ten seconds later. */
const COUNT_NOW = 'select pg_stat_force_next_flush()';
const TOTAL_ROWS = `
  select sum(greatest(reltuples, 0))::bigint as total
  from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`;

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
    await this.#run(COUNT_NOW);
    const { rows } = await this.#run(DUE_TABLES);
    for (const { name } of rows) await this.#run(`vacuum analyze ${name}`);
    this.#due = (await this.#totalRows()) * CHANGED_SHARE;
  }

  async #totalRows(): Promise<number> {
    const { rows } = await this.#run(TOTAL_ROWS);
    return Number(rows[0]?.total ?? 0);
  }
}
