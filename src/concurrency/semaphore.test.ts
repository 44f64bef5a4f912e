import { describe, expect, it } from 'vitest';
import { ClientGone, Unavailable } from '../domain/errors.ts';
import { Semaphore } from './semaphore.ts';

const soon = () => performance.now() + 5000;

describe('Permits', () => {
  it('are given at once while there are any, and then in turn', async () => {
    const semaphore = new Semaphore(1, 10);
    expect(semaphore.take(soon())).toBeUndefined();
    const order: string[] = [];
    const second = semaphore.take(soon())?.then(() => order.push('second'));
    const third = semaphore.take(soon())?.then(() => order.push('third'));
    semaphore.give();
    await second;
    semaphore.give();
    await third;
    expect(order).toEqual(['second', 'third']);
    semaphore.give();
    expect(semaphore.taken).toBe(0);
  });

  it('refuses one waiting caller too many', async () => {
    const semaphore = new Semaphore(1, 1);
    void semaphore.take(soon());
    const waiting = semaphore.take(soon());
    expect(() => semaphore.take(soon())).toThrow(Unavailable);
    semaphore.give();
    await waiting;
  });

  it('lets a caller go at its deadline, whose turn then goes to the next', async () => {
    const semaphore = new Semaphore(1, 10);
    void semaphore.take(soon());
    const late = semaphore.take(performance.now() + 10);
    const patient = semaphore.take(soon());
    await expect(late).rejects.toBeInstanceOf(Unavailable);
    semaphore.give();
    await patient;
    expect(semaphore).toMatchObject({ taken: 1, waiting: 0 });
  });

  it('dismisses all who wait', async () => {
    const semaphore = new Semaphore(1, 10);
    void semaphore.take(soon());
    const waiting = semaphore.take(soon());
    semaphore.dismissAll(new Error('closed'));
    await expect(waiting).rejects.toThrow('closed');
  });

  it('passes over a caller that has left', async () => {
    const semaphore = new Semaphore(1, 10);
    void semaphore.take(soon());
    const left = semaphore.take(soon(), { isGone: true });
    const refused = expect(left).rejects.toBeInstanceOf(ClientGone);
    const patient = semaphore.take(soon(), { isGone: false });
    semaphore.give();
    await refused;
    await patient;
    semaphore.give();
    expect(semaphore).toMatchObject({ taken: 0, waiting: 0 });
  });

  it('gives the place of a caller that has left to another', async () => {
    const semaphore = new Semaphore(1, 1);
    void semaphore.take(soon());
    const caller = { isGone: false };
    const refused = expect(semaphore.take(soon(), caller)).rejects.toBeInstanceOf(ClientGone);
    expect(() => semaphore.take(soon())).toThrow(Unavailable);
    caller.isGone = true;
    const other = semaphore.take(soon());
    await refused;
    semaphore.give();
    await other;
  });
});
