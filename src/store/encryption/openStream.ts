import type { StoredVector } from '../lists/listFeed.ts';
import { openVectors, type VectorRow } from '../people/vectors.ts';
import type { StoreContext } from '../ports/dialect.ts';
import { isSealedVector } from './sealedForm.ts';

/** Sealed rows that are opened together: a thread gets them, and to go there and back costs some tenths of a millisecond. */
const ROWS_TOGETHER = 1000;
/** Batches that are being opened while the reader works on one. */
const AHEAD = 2;

/**
 * A list as it is stored, opened. Sealed rows are gathered and opened ahead of the reader; keys are asked for on connections
 * of their own, since the one of the stream is busy.
 */
export async function* openStream(
  context: StoreContext,
  stream: AsyncIterable<VectorRow[]>,
): AsyncGenerator<StoredVector[]> {
  const opening: Promise<StoredVector[]>[] = [];
  let gathered: VectorRow[] = [];
  const open = () => {
    const batch = openVectors(context, gathered);
    // When an earlier one fails, the failure of this one is not awaited.
    batch.catch(() => {});
    gathered = [];
    opening.push(batch);
  };
  for await (const rows of stream) {
    gathered = gathered.length === 0 ? rows : [...gathered, ...rows];
    const isSealed = gathered.some(({ vector }) => isSealedVector(vector));
    if (isSealed && gathered.length < ROWS_TOGETHER) continue;
    open();
    while (opening.length > (isSealed ? AHEAD : 0)) yield (await opening.shift()) as StoredVector[];
  }
  if (gathered.length > 0) open();
  for (const batch of opening) yield await batch;
}
