import { describe, expect, it } from 'vitest';
import { BadImage } from '../domain/errors.ts';
import { dehydrateError, reviveError } from './messages.ts';

function travel(error: unknown): Error {
  return reviveError(structuredClone(dehydrateError(error)));
}

describe('an error between threads', () => {
  it('stays a BadImage with its numbers', () => {
    const problem = { kind: 'too-large', width: 4100, height: 2306, limit: 4096 } as const;
    const arrived = travel(new BadImage(problem));
    expect(arrived).toBeInstanceOf(BadImage);
    expect(arrived).toMatchObject({ problem });
  });

  it('keeps the message and the stack of a defect', () => {
    const defect = new TypeError('x is not a function');
    expect(travel(defect)).toMatchObject({ message: defect.message, stack: defect.stack });
    expect(travel('a string')).toMatchObject({ message: 'a string' });
  });
});
