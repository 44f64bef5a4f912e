import { describe, expect, it } from 'vitest';
import { ClientGone, Unavailable } from '../domain/errors.ts';
import { Permits } from './permits.ts';

const soon = () => performance.now() + 5000;

describe('Permits', () => {
  it('are given at once while there are any, and then in turn', async () => {
    const permits = new Permits(1, 10);
    expect(permits.take(soon())).toBeUndefined();
    const order: string[] = [];
    const second = permits.take(soon())?.then(() => order.push('second'));
    const third = permits.take(soon())?.then(() => order.push('third'));
    permits.give();
    await second;
    permits.give();
    await third;
    expect(order).toEqual(['second', 'third']);
    permits.give();
    expect(permits.taken).toBe(0);
  });

  it('refuses one waiting caller too many', async () => {
    const permits = new Permits(1, 1);
    void permits.take(soon());
    const waiting = permits.take(soon());
    expect(() => permits.take(soon())).toThrow(Unavailable);
    permits.give();
    await waiting;
  });

  it('lets a caller go at its deadline, whose turn then goes to the next', async () => {
    const permits = new Permits(1, 10);
    void permits.take(soon());
    const late = permits.take(performance.now() + 10);
    const patient = permits.take(soon());
    await expect(late).rejects.toBeInstanceOf(Unavailable);
    permits.give();
    await patient;
    expect(permits).toMatchObject({ taken: 1, waiting: 0 });
  });

  it('dismisses all who wait', async () => {
    const permits = new Permits(1, 10);
    void permits.take(soon());
    const waiting = permits.take(soon());
    permits.dismissAll(new Error('closed'));
    await expect(waiting).rejects.toThrow('closed');
  });

  it('passes over a caller that has left', async () => {
    const permits = new Permits(1, 10);
    void permits.take(soon());
    const left = permits.take(soon(), { isGone: true });
    const refused = expect(left).rejects.toBeInstanceOf(ClientGone);
    const patient = permits.take(soon(), { isGone: false });
    permits.give();
    await refused;
    await patient;
    permits.give();
    expect(permits).toMatchObject({ taken: 0, waiting: 0 });
  });

  it('gives the place of a caller that has left to another', async () => {
    const permits = new Permits(1, 1);
    void permits.take(soon());
    const caller = { isGone: false };
    const refused = expect(permits.take(soon(), caller)).rejects.toBeInstanceOf(ClientGone);
    expect(() => permits.take(soon())).toThrow(Unavailable);
    caller.isGone = true;
    const other = permits.take(soon());
    await refused;
    permits.give();
    await other;
  });
});
