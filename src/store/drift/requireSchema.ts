import type { StoreContext } from '../ports/dialect.ts';
import { StoreRefused } from '../sql/storeErrors.ts';
import type { StoreLog } from '../sql/storeLog.ts';
import { type Drift, findDrift } from './findDrift.ts';

/**
 * At the start: warns of each difference between the database and what the migrations make.
 * @throws StoreRefused when the service could not work with it
 */
export async function requireSchema(context: StoreContext, log: StoreLog): Promise<void> {
  const drift = await findDrift(context);
  const [first, ...more] = drift.filter(({ fatal }) => fatal);
  if (first) throw new StoreRefused('misconfigured', refusal(first, more.length));
  for (const { message } of drift)
    log.warn({ drift: message }, 'database: the schema differs from what the migrations make');
}

function refusal({ message }: Drift, more: number): string {
  const others = more === 0 ? '' : ` (and ${more} more)`;
  return (
    `the database of DB_NAME was changed by somebody else: ${message}${others}; ` +
    'luna-backport3 migrate --check lists every difference'
  );
}
