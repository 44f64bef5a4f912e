import { expect, it } from 'vitest';
import { Unavailable } from '../../domain/errors.ts';
import { BufferPool } from './bufferPool.ts';
import { ByteBudget } from './byteBudget.ts';

const MB = 1024 * 1024;

it('is taken up to its limit, and given back once', () => {
  const budget = new ByteBudget('memory', 16 * MB);
  const [first, second] = [budget.open(), budget.open()];
  first.resize(10 * MB);
  expect(() => second.resize(10 * MB)).toThrow(Unavailable);
  expect(budget.taken).toBe(10 * MB);
  first.release();
  first.release();
  expect(budget.taken).toBe(0);
  second.resize(10 * MB);
  second.resize(2 * MB);
  expect(budget.taken).toBe(2 * MB);
});

it('keeps an eighth for small ones', () => {
  const budget = new ByteBudget('memory', 16 * MB);
  budget.open().resize(14 * MB);
  expect(() => budget.open().resize(2 * MB)).toThrow(Unavailable);
  budget.open().resize(MB);
  budget.open().resize(MB);
  expect(() => budget.open().resize(1)).toThrow(Unavailable);
});

it('stays taken while work uses it, also when the client has left', async () => {
  const budget = new ByteBudget('memory', MB);
  const share = budget.open();
  share.resize(MB);
  let finish: () => void = () => undefined;
  const work = share.use(() => new Promise<void>((resolve) => (finish = resolve)));
  share.release();
  expect(budget.taken).toBe(MB);
  finish();
  await work;
  expect(budget.taken).toBe(0);
});

it('is given back by work that fails, and cannot be taken again', async () => {
  const budget = new ByteBudget('memory', MB);
  const share = budget.open();
  share.resize(MB);
  await expect(share.use(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
  expect(budget.taken).toBe(0);
  expect(() => share.resize(1)).toThrow('given back');
});

it('lends memory that is over with the share, and not while work uses it', async () => {
  const buffers = new BufferPool(2 * MB, 1);
  const budget = new ByteBudget('memory', 16 * MB, buffers);
  const share = budget.open();
  share.resize(2 * MB);
  const loan = share.lend(2 * MB);
  let end = () => {};
  const work = share.use(() => new Promise<void>((resolve) => (end = resolve)));
  share.release();
  expect(loan.isOver).toBe(false);
  end();
  await work;
  expect(loan.isOver).toBe(true);
  expect(() => share.lend(1)).toThrow();
  const other = budget.open();
  expect(other.lend(2 * MB).bytes.buffer).toBe(loan.bytes.buffer);
});
