import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { waitAtMost, within } from './deadline.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const never = new Promise<never>(() => {});
const late = () => new Error('late');

describe('within', () => {
  it('gives the outcome of work that ends in time, and leaves no timer', async () => {
    await expect(within(Promise.resolve(7), 100, late)).resolves.toBe(7);
    await expect(within(Promise.reject(new Error('own')), 100, late)).rejects.toThrow('own');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('fails when the work takes longer', async () => {
    const outcome = expect(within(never, 100, late)).rejects.toThrow('late');
    await vi.advanceTimersByTimeAsync(100);
    await outcome;
  });

  it('hears of a failure that comes too late, so that it does not end the process', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const slow = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('own')), 200));
    const outcome = expect(within(slow, 100, late)).rejects.toThrow('late');
    await vi.advanceTimersByTimeAsync(300);
    await outcome;
    vi.useRealTimers();
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });
});

describe('waitAtMost', () => {
  it('ends with the work, or at the limit', async () => {
    await waitAtMost(Promise.resolve(), 100);
    expect(vi.getTimerCount()).toBe(0);
    const waiting = waitAtMost(never, 100);
    await vi.advanceTimersByTimeAsync(100);
    await waiting;
  });
});
