import { expect, it } from 'vitest';
import { BufferPool } from '../../../concurrency/memory/bufferPool.ts';
import { ByteBudget } from '../../../concurrency/memory/byteBudget.ts';
import { CollectedBytes } from './collectedBytes.ts';

const MB = 1024 * 1024;
const piece = Buffer.alloc(64 * 1024, 'a');

it.each([
  ['declared', 2 * MB],
  ['in chunks', undefined],
])('holds what came, %s, in memory that was used before', (_, expected) => {
  const budget = new ByteBudget('memory', 16 * MB, new BufferPool(4 * MB, 1));
  for (const letter of ['a', 'b']) {
    const share = budget.open();
    const bytes = new CollectedBytes(share, 2 * MB, expected);
    for (let size = 0; size < 1.5 * MB; size += piece.length) bytes.append(piece.fill(letter));
    const whole = bytes.whole();
    expect(whole.length).toBe(1.5 * MB);
    expect(whole.equals(Buffer.alloc(1.5 * MB, letter))).toBe(true);
    expect(() => bytes.append(Buffer.alloc(MB))).toThrow(RangeError);
    share.release();
  }
});

it('writes nothing once its share was released, since the memory may be of another body', () => {
  const budget = new ByteBudget('memory', 16 * MB, new BufferPool(4 * MB, 1));
  const share = budget.open();
  const bytes = new CollectedBytes(share, 2 * MB, 2 * MB);
  share.release();
  const next = budget
    .open()
    .lend(2 * MB)
    .bytes.fill('x');
  expect(() => bytes.append(piece)).toThrow();
  expect(next.every((byte) => byte === 'x'.charCodeAt(0))).toBe(true);
});
