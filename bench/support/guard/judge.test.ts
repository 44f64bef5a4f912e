import { describe, expect, it } from 'vitest';
import { betterOf, judge } from './judge.ts';
import type { Ratio } from './ratios.ts';

const higher: Ratio = { name: 'rate', bench: 'crud', row: 'rate', better: 'higher', reach: 0.75 };
const lower: Ratio = { name: 'cost', bench: 'vision', row: 'cost', better: 'lower', reach: 1.2 };
const verdictOf = (ratio: Ratio, measured: number | undefined, kept: number | undefined) => {
  const found = new Map(measured === undefined ? [] : [[ratio.name, measured]]);
  const [judged] = judge([ratio], found, kept === undefined ? {} : { [ratio.name]: kept });
  return judged?.verdict;
};

describe('a ratio beside the one that was kept', () => {
  it('holds until it is more than 15 % worse', () => {
    expect(verdictOf(higher, 0.85, 1)).toBe('holds');
    expect(verdictOf(higher, 0.849, 1)).toBe('worse');
    expect(verdictOf(lower, 2.3, 2)).toBe('holds');
    expect(verdictOf(lower, 2.31, 2)).toBe('worse');
  });

  it('is called better when it has gained as much', () => {
    expect(verdictOf(higher, 1.16, 1)).toBe('better');
    expect(verdictOf(higher, 1.14, 1)).toBe('holds');
    expect(verdictOf(lower, 0.84, 1)).toBe('better');
    expect(verdictOf(lower, 0.86, 1)).toBe('holds');
  });

  it('is new where none was kept, and missing where it was not measured', () => {
    expect(verdictOf(higher, 0.1, undefined)).toBe('new');
    expect(verdictOf(higher, undefined, 1)).toBe('missing');
    expect(verdictOf(higher, undefined, undefined)).toBe('missing');
  });

  it('is worse when it is no number', () => {
    expect(verdictOf(higher, Number.NaN, 1)).toBe('worse');
    expect(verdictOf(lower, Number.POSITIVE_INFINITY, 1)).toBe('worse');
  });
});

describe('the better of two measurements', () => {
  it('is the greater one of a rate, the smaller one of a cost', () => {
    expect(betterOf(higher, 0.5, 0.6)).toBe(0.6);
    expect(betterOf(lower, 1.5, 1.6)).toBe(1.5);
  });

  it('is the only one that is there', () => {
    expect(betterOf(higher, undefined, 0.6)).toBe(0.6);
    expect(betterOf(lower, 1.5, undefined)).toBe(1.5);
    expect(betterOf(lower, undefined, undefined)).toBeUndefined();
  });
});
