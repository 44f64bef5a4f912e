import { describe, expect, it } from 'vitest';
import { type Anchor, anchors, decodeBoxes } from './rfb.ts';
import { suppress } from './suppress.ts';

describe('anchors', () => {
  it('are 4420 at 320×240, as the net has outputs', () => {
    expect(anchors(320, 240).count).toBe(4420);
  });

  it('stand in the middle of their cells, small ones first', () => {
    const { at, count } = anchors(320, 240);
    expect([0, 1, 2, 3].map(at)).toEqual([
      [4, 4, 10, 10],
      [4, 4, 16, 16],
      [4, 4, 24, 24],
      [12, 4, 10, 10],
    ]);
    expect([40 * 30 * 3 - 1, 40 * 30 * 3].map(at)).toEqual([
      [316, 236, 24, 24],
      [8, 8, 32, 32],
    ]);
    expect(at(count - 1)).toEqual([288, 210, 256, 240]);
    expect(() => at(count)).toThrow('anchor 4420 of 4420');
  });

  it('cover sizes that no stride divides', () => {
    // 96×64: cells of 12×8, 6×4, 3×2 and 2×1.
    expect(anchors(96, 64).count).toBe(12 * 8 * 3 + 6 * 4 * 2 + 3 * 2 * 2 + 2 * 1 * 3);
  });
});

describe('decodeBoxes', () => {
  const both: Anchor[] = [
    [100, 50, 20, 20],
    [10, 10, 40, 40],
  ];
  const priors = { at: (index: number) => both[index] as Anchor };

  it('leaves out what scores below the threshold', () => {
    const scores = Float32Array.of(0.5, 0.5, 0.3, 0.7);
    const boxes = decodeBoxes(scores, new Float32Array(8), priors, 0.6);
    expect(boxes).toHaveLength(1);
    expect(boxes[0]).toMatchObject({ left: -10, top: -10, right: 30, bottom: 30 });
  });

  it('moves and scales the anchor', () => {
    const offsets = Float32Array.of(5, -10, 5 * Math.log(2), 0, 0, 0, 0, 0);
    const [box] = decodeBoxes(Float32Array.of(0, 1, 1, 0), offsets, priors, 0.6);
    expect(box?.left).toBeCloseTo(100 + 10 - 20, 4);
    expect(box?.right).toBeCloseTo(100 + 10 + 20, 4);
    expect(box?.top).toBeCloseTo(50 - 20 - 10, 4);
    expect(box?.bottom).toBeCloseTo(50 - 20 + 10, 4);
  });
});

describe('suppress', () => {
  const box = (left: number, score: number) => ({ left, top: 0, right: left + 10, bottom: 10, score });

  it('keeps the best of those that overlap, and all that do not', () => {
    const kept = suppress([box(1, 0.7), box(0, 0.9), box(2, 0.8), box(40, 0.6)], 0.35);
    expect(kept.map(({ left }) => left)).toEqual([0, 40]);
  });

  it('keeps two that overlap by no more than the limit', () => {
    expect(suppress([box(0, 0.9), box(5, 0.8)], 0.35)).toHaveLength(2);
  });
});
