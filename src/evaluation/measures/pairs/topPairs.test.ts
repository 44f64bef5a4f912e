import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TopPairs } from './topPairs.ts';

it('keeps the best, whatever the order they come in', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 200 }),
      fc.integer({ min: 1, max: 9 }),
      (scores, most) => {
        const top = new TopPairs(most);
        scores.forEach((score, index) => {
          top.offer(score, index, index + 1000);
        });
        const kept = top.sorted();
        expect(kept.map(({ score }) => score)).toEqual([...scores].sort((a, b) => b - a).slice(0, most));
        for (const { score, first, second } of kept) expect([scores[first], second]).toEqual([score, first + 1000]);
      },
    ),
  );
});
