import { expect, it } from 'vitest';
import { measureProtocol } from './protocol.ts';

const pairs = Array.from({ length: 200 }, (_, index) => ({ first: `${index}`, second: 'x', same: index < 100 }));

it('takes the threshold of each tenth from the other nine', () => {
  const result = measureProtocol(pairs, ({ first, same }) => (first === '7' ? 0.1 : same ? 0.8 : 0.2));
  expect(result).toMatchObject({ pairs: 200, errors: 1, unseen: 0 });
  expect(result?.accuracy).toBeCloseTo(0.995, 6);
  expect(result?.standardError).toBeCloseTo(0.005, 6);
});

it('counts a pair without a face as wrong, of one person as of two', () => {
  const result = measureProtocol(pairs, ({ first, same }) =>
    first === '7' || first === '150' ? undefined : same ? 0.8 : 0.2,
  );
  expect(result).toMatchObject({ errors: 2, unseen: 2 });
});

it('says nothing of a handful of pairs', () => {
  expect(measureProtocol(pairs.slice(0, 19), () => 0)).toBeUndefined();
});
