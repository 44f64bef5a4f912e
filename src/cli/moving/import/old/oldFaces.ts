import { inParallel } from '../../inParallel.ts';
import { makeFace } from '../makeFace.ts';
import type { FaceSource } from '../sources/faceSource.ts';
import type { PortraitSource } from '../sources/portraitSource.ts';

/** Faces of a server whose vectors mean nothing here: each is made of its portrait. */
export function createOldFaces(
  portraitOf: PortraitSource,
  { parallel, thumbnailSides }: { readonly parallel: number; readonly thumbnailSides: readonly number[] },
): FaceSource {
  return {
    portraitOf,
    async faces(ids, openEngine, take) {
      const engine = await openEngine();
      await inParallel(ids, parallel, async (id) => {
        const portrait = await portraitOf(id);
        await take(id, typeof portrait === 'string' ? portrait : await makeFace(engine, portrait, thumbnailSides));
      });
    },
  };
}
