import { overlap } from '../geometry/box.ts';
import type { ScoredBox } from './rfb.ts';

/** Non-maximum suppression: of boxes that overlap by more than `limit` (intersection over union; `detector.ts`) the best stays. */
export function suppress(boxes: readonly ScoredBox[], limit: number): ScoredBox[] {
  const kept: ScoredBox[] = [];
  for (const box of [...boxes].sort((a, b) => b.score - a.score)) {
    if (!kept.some((better) => overlap(better, box) > limit)) kept.push(box);
  }
  return kept;
}
