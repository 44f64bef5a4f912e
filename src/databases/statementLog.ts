import type { Logger as KyselyLog } from 'kysely';

/** A statement that the database has answered; `sql` is without its values. */
export interface AnsweredStatement {
  readonly sql: string;
  readonly milliseconds: number;
  /** Undefined: it succeeded. */
  readonly error: unknown;
}

export type OnStatement = (statement: AnsweredStatement) => void;

/** Kysely's option for it. Without a listener statements are not timed. */
export function statementLog(onStatement: OnStatement | undefined): { log?: KyselyLog } {
  if (!onStatement) return {};
  return {
    log: (event) =>
      onStatement({
        sql: event.query.sql,
        milliseconds: event.queryDurationMillis,
        error: event.level === 'error' ? event.error : undefined,
      }),
  };
}
