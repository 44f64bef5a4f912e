import { randomBytes } from 'node:crypto';
import { type DescriptorId, newId } from '../../domain/ids.ts';
import { formatMicroseconds } from '../../domain/time.ts';
import type { StoreContext } from '../ports/dialect.ts';
import { atomically } from './context.ts';

/** More than fits beside other rows of a page: the table grows, which is what a full disk refuses first. */
const BYTES = 8192;
/** That of a portrait: were one ever left, garbage collection would sweep it. */
const SIDE = 0;

/**
 * Inserts a row that is as long as a small image, takes it back and commits that: a database that only reads, or whose disk is full, refuses the
 * row, and one whose disk or standby stalls never acknowledges the commit, which a transaction that is undone would not ask for. Random bytes,
 * since a database packs others.
 */
export async function probeWrite(context: StoreContext): Promise<void> {
  const row = {
    descriptor_id: newId<DescriptorId>(),
    side: SIDE,
    image: randomBytes(BYTES),
    create_time: formatMicroseconds(0),
  };
  await atomically(context, async ({ db }) => {
    await db.insertInto('portrait').values(row).execute();
    await db.deleteFrom('portrait').where('descriptor_id', '=', row.descriptor_id).execute();
  });
}
