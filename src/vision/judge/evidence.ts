import type { FoundFace } from '../find/foundFace.ts';

/** How sure each net is that one finding is a face, 0..1. Nothing here costs another run of a net. */
export interface Evidence {
  /** The detector, of its box; 1 for an aligned crop without a box. */
  readonly box: number;
  /** The landmark net, of the area on which its points settled. */
  readonly mesh: number;
  /** The key-point net, of twice the box; 0 when it saw no face. */
  readonly keyPoints: number;
}

export function evidenceOf({ box, mesh, keyPoints }: FoundFace): Evidence {
  return { box: box.score, mesh: mesh.score, keyPoints: keyPoints.score };
}
