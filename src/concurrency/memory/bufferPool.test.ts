import { expect, it } from 'vitest';
import { BufferPool } from './bufferPool.ts';

const MB = 1024 * 1024;

it('lends the same memory again, once everybody has given it back', () => {
  const pool = new BufferPool(4 * MB, 1);
  const first = pool.lend(2 * MB);
  const release = pool.hold(first.bytes);
  first.end();
  first.end();
  expect(pool.lend(2 * MB).bytes.buffer, 'a thread reads it').not.toBe(first.bytes.buffer);
  release?.();
  release?.();
  const next = pool.lend(3 * MB);
  expect(next.bytes.buffer).toBe(first.bytes.buffer);
  expect(next.bytes.length).toBe(3 * MB);
  expect(pool.lend(2 * MB).bytes.buffer, 'two have it never').not.toBe(first.bytes.buffer);
});

it('gives ordinary buffers to who asks for little, for more than it has, or finds no place free', () => {
  const pool = new BufferPool(4 * MB, 1);
  const isOrdinary = (length: number) => {
    const loan = pool.lend(length);
    expect(loan.bytes.length).toBe(length);
    const held = pool.hold(loan.bytes);
    loan.end();
    return held === undefined && loan.bytes.buffer instanceof ArrayBuffer;
  };
  expect([0, 1000, 5 * MB].map(isOrdinary)).toEqual([true, true, true]);
  const taken = pool.lend(4 * MB);
  expect(isOrdinary(2 * MB)).toBe(true);
  taken.end();
});

it('tells whoever still fills a loan that it is over', () => {
  for (const length of [10, 2 * MB]) {
    const loan = new BufferPool(4 * MB, 1).lend(length);
    expect(loan.isOver).toBe(false);
    loan.end();
    expect(loan.isOver).toBe(true);
  }
});

it('does not make V8 collect garbage', () => {
  const pool = new BufferPool(64 * MB, 2);
  const before = process.memoryUsage().external;
  for (let round = 0; round < 20; round++) pool.lend(60 * MB).end();
  expect(process.memoryUsage().external - before).toBeLessThan(MB);
});
