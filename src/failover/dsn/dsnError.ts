/**
 * A DSN that cannot be read. The message names the part and what is allowed there, never the text itself: a password
 * with an unescaped `/`, `?` or `@` ends up in any of the other parts.
 */
export class DsnError extends Error {
  /** `host 2`, `port of host 1`, `password`, `option 3`, `option sslmode` … */
  readonly part: string;
  constructor(part: string, problem: string) {
    super(`${part}: ${problem}`);
    this.name = 'DsnError';
    this.part = part;
  }
}
