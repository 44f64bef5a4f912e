import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FoundFace } from '../../find/foundFace.ts';
import { companyOf } from './company.ts';

/** @param sureness of all three nets, 0..1 */
function finding(left: number, side: number, sureness: number): FoundFace {
  return {
    box: { left, top: 0, right: left + side, bottom: side, score: sureness },
    mesh: {
      points: [],
      score: sureness,
      frame: { centre: { x: left + side / 2, y: side / 2 }, width: side, height: side, angle: 0 },
    },
    keyPoints: { roll: 0, score: sureness },
  };
}

describe('companyOf', () => {
  const doubt = finding(0, 40, 0.4);

  it('sees nobody where there is nobody else', () => {
    expect(companyOf(doubt, [doubt])).toEqual({
      isWithCertain: false,
      isInCrowd: false,
      isDwarfed: false,
      overlapsLikely: false,
    });
    const certain = finding(0, 40, 0.99);
    expect(companyOf(certain, [certain]).isWithCertain).toBe(false);
  });

  it('sees a certain face, and that a likely one is much larger', () => {
    const certain = finding(100, 100, 0.99);
    expect(companyOf(doubt, [doubt, certain])).toMatchObject({ isWithCertain: true, isDwarfed: true });
    const likely = finding(100, 100, 0.72);
    expect(companyOf(doubt, [doubt, likely])).toMatchObject({ isWithCertain: false, isDwarfed: true });
    const near = finding(100, 70, 0.72);
    expect(companyOf(doubt, [doubt, near]).isDwarfed).toBe(false);
  });

  it('sees that a likely face overlaps, which is surer', () => {
    expect(companyOf(doubt, [doubt, finding(25, 50, 0.72)]).overlapsLikely).toBe(true);
    expect(companyOf(doubt, [doubt, finding(38, 50, 0.72)]).overlapsLikely).toBe(false);
    expect(companyOf(doubt, [doubt, finding(25, 50, 0.5)]).overlapsLikely).toBe(false);
    const likely = finding(0, 40, 0.8);
    expect(companyOf(likely, [likely, finding(25, 50, 0.72)]).overlapsLikely).toBe(false);
  });

  it('takes four findings of like size for a crowd, unless a certain face is much larger', () => {
    const others = [finding(100, 45, 0.6), finding(200, 45, 0.4), finding(300, 45, 0.4)];
    expect(companyOf(doubt, [doubt, ...others]).isInCrowd).toBe(true);
    expect(companyOf(doubt, [doubt, ...others.slice(0, 2)]).isInCrowd).toBe(false);
    expect(companyOf(doubt, [doubt, ...others, finding(400, 60, 0.99)]).isInCrowd).toBe(true);
    expect(companyOf(doubt, [doubt, ...others, finding(400, 150, 0.99)]).isInCrowd).toBe(false);
    expect(companyOf(doubt, [doubt, ...[100, 200, 300].map((left) => finding(left, 80, 0.6))]).isInCrowd).toBe(false);
  });

  it('does not take many doubts for a crowd: they do not vouch for each other', () => {
    const doubts = fc.array(fc.double({ min: 0, max: 0.49, noNaN: true }), { maxLength: 20 });
    fc.assert(
      fc.property(doubts, (scores) => {
        const others = scores.map((score, index) => finding(100 + index * 100, 45, score));
        expect(companyOf(doubt, [doubt, ...others]).isInCrowd).toBe(false);
      }),
    );
  });

  it('does not count other findings of the same thing', () => {
    expect(companyOf(doubt, [doubt, ...[1, 2, 3].map((left) => finding(left, 41, 0.4))]).isInCrowd).toBe(false);
  });
});
