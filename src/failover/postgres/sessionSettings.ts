/**
 * What the service depends on in a session, whatever `alter role`, `alter database` or the server's configuration say: how
 * values are written (DateStyle, bytea_output, extra_float_digits), how statements are read, what a transaction sees, and
 * that nothing ends them but the service's own time-outs. Left alone, since an operator may mean it: search_path,
 * default_transaction_read_only (such a host counts as read-only), synchronous_commit, the planner's switches.
 */
const SETTINGS: readonly (readonly [name: string, value: string])[] = [
  ['bytea_output', 'hex'],
  ['DateStyle', 'ISO'],
  ['IntervalStyle', 'postgres'],
  ['TimeZone', 'UTC'],
  ['extra_float_digits', '1'],
  ['standard_conforming_strings', 'on'],
  ['transform_null_equals', 'off'],
  ['array_nulls', 'on'],
  ['default_transaction_isolation', 'read\\ committed'],
  ['default_transaction_deferrable', 'off'],
  ['exit_on_error', 'off'],
  ['lock_timeout', '0'],
  // A guard against a client that died: more than any transaction waits between two statements.
  ['idle_in_transaction_session_timeout', '60s'],
];

/**
 * The same for what came with later versions, 14 and 17: a server that does not know the name would refuse the session. An
 * idle session that ends is met by the next statement, and a transaction has a bound of its own above.
 */
const LATER = ['idle_session_timeout', 'transaction_timeout'] as const;

/** For `options` of the startup message: costs no round trip, and wins over the settings of role and database. */
export const SESSION_SETTINGS = SETTINGS.map(([name, value]) => `-c ${name}=${value}`).join(' ');

/**
 * SQLSTATEs of a server, or a pooler before it, that does not take them: protocol violation (PgBouncer), unknown or wrong
 * setting, no right.
 */
const REFUSALS: ReadonlySet<string> = new Set(['08P01', '42704', '22023', '42501', '0A000']);

export function refusesSettings(error: unknown): boolean {
  return error instanceof Error && 'code' in error && REFUSALS.has(String(error.code));
}

/** Settings without which answers would be wrong, as a session shows them, and what they must be. */
const NEEDED: readonly (readonly [name: string, isFit: (value: string) => boolean, remedy: string])[] = [
  ['DateStyle', (value) => /^ISO\b/i.test(value), 'ISO'],
  ['standard_conforming_strings', (value) => value === 'on', 'on'],
  ['client_encoding', (value) => /^utf-?8$/i.test(value), 'UTF8'],
  ['extra_float_digits', (value) => Number(value) >= 1, '1'],
  ['session_replication_role', (value) => value === 'origin', 'origin'],
];

/** One row: the settings as JSON. An older server, or one that is only compatible, may lack some. */
export const READ_SETTINGS = `json_build_array(${[...NEEDED.map(([name]) => name), ...LATER]
  .map((name) => `current_setting('${name}', true)`)
  .join(', ')})::text`;

/** A session that would give wrong answers; `code` leads the operator to who sets it. */
export class UnfitSession extends Error {
  readonly code = 'UNFIT_SESSION';
  constructor(name: string, value: string, remedy: string) {
    super(
      `its sessions have ${name} = ${value}, and the service needs ${remedy} (alter role … set ${name} = '${remedy}')`,
    );
    this.name = 'UnfitSession';
  }
}

/** @param text what `READ_SETTINGS` gave @throws UnfitSession */
export function requireFitSession(text: string): void {
  const values = valuesOf(text);
  for (const [index, [name, isFit, remedy]] of NEEDED.entries()) {
    const value = values[index];
    if (typeof value === 'string' && !isFit(value)) throw new UnfitSession(name, value, remedy);
  }
}

/** For `options`, behind `SESSION_SETTINGS`: what this server knows. @param text what `READ_SETTINGS` gave */
export function laterSettings(text: string): string {
  const values = valuesOf(text).slice(NEEDED.length);
  return LATER.filter((_, index) => typeof values[index] === 'string')
    .map((name) => `-c ${name}=0`)
    .join(' ');
}

function valuesOf(text: string): readonly unknown[] {
  const values: unknown = JSON.parse(text);
  return Array.isArray(values) ? values : [];
}
