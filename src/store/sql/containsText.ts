import { sql } from 'kysely';

const LIKE_ESCAPE = '!';

/** Whether a column contains a text; the wildcards of LIKE have no meaning in it. */
export function containsText(column: string, text: string) {
  const pattern = `%${text.replace(/[%_!]/g, `${LIKE_ESCAPE}$&`)}%`;
  return sql<boolean>`${sql.ref(column)} like ${pattern} escape ${sql.lit(LIKE_ESCAPE)}`;
}
