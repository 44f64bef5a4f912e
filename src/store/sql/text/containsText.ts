import { type Expression, sql } from 'kysely';

const LIKE_ESCAPE = '!';

/** Whether a column contains a text, or begins with it; the wildcards of LIKE have no meaning in it. */
export function containsText(
  column: string | Expression<unknown>,
  text: string,
  place: 'contains' | 'prefix' = 'contains',
) {
  const literal = text.replace(/[%_!]/g, `${LIKE_ESCAPE}$&`);
  const pattern = place === 'prefix' ? `${literal}%` : `%${literal}%`;
  const searched = typeof column === 'string' ? sql.ref(column) : column;
  return sql<boolean>`${searched} like ${pattern} escape ${sql.lit(LIKE_ESCAPE)}`;
}
