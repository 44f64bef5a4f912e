import type { StoreContext } from '../ports/dialect.ts';
import { StoreRefused } from '../sql/storeErrors.ts';

/**
 * Names and user data may hold any character, and lengths are counted in characters.
 * @throws StoreRefused when the database stores text in an encoding that lacks some
 */
export async function requireEncoding({ db, dialect }: StoreContext): Promise<void> {
  const { encoding, encodings } = dialect.catalog;
  const [row] = (await encoding.execute(db)).rows;
  if (row && encodings.includes(row.encoding)) return;
  throw new StoreRefused(
    'misconfigured',
    `the database of DB_NAME stores text as ${row?.encoding ?? 'unknown'}, which lacks characters: ` +
      `make one with the encoding ${encodings[0]}`,
  );
}
