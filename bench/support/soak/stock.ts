import { encodeArchive } from '../../../src/descriptorFormat/descriptorArchive.ts';
import { DEFAULT_EMBEDDER, EMBEDDERS } from '../../../src/vision/embed/embedders.ts';
import { register } from '../benchAccount.ts';
import { createFaceSet } from '../gallery/faceSet.ts';
import { sendPatiently } from '../sendPatiently.ts';

/** As many as one archive may have. */
const AT_ONCE = 10_000;

/**
 * Faces of another account, so that the database has the size of one that has been used: an empty one fills its cache
 * for the first forty minutes, and a process that does so looks as if it leaked.
 */
export async function stock(url: string, size: number): Promise<void> {
  const { headers } = await register(url, 'stock@example.com');
  const { id: modelId, dimension } = EMBEDDERS[DEFAULT_EMBEDDER];
  const { vectors } = createFaceSet(size, dimension, 0);
  for (let from = 0; from < size; from += AT_ONCE) {
    const records = async function* () {
      for (let at = from; at < Math.min(size, from + AT_ONCE); at++) {
        const vector = vectors.subarray(at * dimension, (at + 1) * dimension);
        yield { embedding: { modelId, vector }, portrait: undefined, label: {} };
      }
    };
    const pieces: Buffer[] = [];
    for await (const piece of encodeArchive(records())) pieces.push(piece);
    const answer = await sendPatiently(`${url}/4/storage/descriptors`, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/x-vl-xpk' },
      body: Buffer.concat(pieces),
    });
    if (!answer.ok) throw new Error(`the stock was answered with ${answer.status}: ${await answer.text()}`);
    await answer.body?.cancel();
  }
}
