import { randomBytes } from 'node:crypto';
import { type DescriptorId, newId } from '../../domain/ids.ts';
import { formatMicroseconds } from '../../domain/time.ts';
import type { StoreContext } from '../ports/dialect.ts';
import { atomically } from './context.ts';

/** More than fits beside other rows of a page: the table grows, which is what a full disk refuses first. */
const BYTES = 8192;
/** That of a portrait: were one ever left, garbage collection would sweep it. */
const SIDE = 0;

/** Undoes the transaction of a probe. */
class Undone extends Error {}

/**
 * Inserts a row that is as long as a small image, and takes it back: a database that only reads, or whose disk is full,
 * refuses that. Random bytes, since a database packs others.
 */
export async function probeWrite(context: StoreContext): Promise<void> {
  const row = {
    descriptor_id: newId<DescriptorId>(),
    side: SIDE,
    image: randomBytes(BYTES),
    create_time: formatMicroseconds(0),
  };
  try {
    await atomically(context, async ({ db }) => {
      await db.insertInto('portrait').values(row).execute();
      throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
}
