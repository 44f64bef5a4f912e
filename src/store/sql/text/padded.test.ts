import { describe, expect, it } from 'vitest';
import { padded } from './padded.ts';

describe('padded', () => {
  it('repeats the last of a list up to a power of two', () => {
    expect(padded(['a'])).toEqual(['a']);
    expect(padded(['a', 'b', 'c'])).toEqual(['a', 'b', 'c', 'c']);
    expect(padded(['a', 'b', 'c', 'd', 'e'])).toHaveLength(8);
    expect(padded(['a', 'b', 'c', 'd', 'e'], 6)).toHaveLength(6);
    expect(padded([])).toEqual([]);
  });
});
