import { createHash } from 'node:crypto';

/** The idempotency key of one step of a run: the same whenever it is sent again, after a crash too. */
export function keyOf(run: string, step: string, item: string): string {
  return createHash('sha256')
    .update(JSON.stringify([run, step, item]))
    .digest('hex');
}
