import { pino } from 'pino';
import { expect, test } from 'vitest';
import { AppParts } from './parts.ts';

test('parts close in the reverse order in which they began to open, those of a step together', async () => {
  const parts = new AppParts(pino({ level: 'silent' }));
  const closed: string[] = [];
  const part = (name: string, ended: Promise<unknown> = Promise.resolve()) => ({
    close: async () => {
      await ended;
      closed.push(name);
    },
  });
  let openSlowly: (part: { close(): Promise<void> }) => void = () => undefined;
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });

  const step = parts.newStep();
  const slow = parts.keep(
    'slow',
    new Promise<ReturnType<typeof part>>((resolve) => (openSlowly = resolve)),
    2000,
    step,
  );
  const other = { close: async () => release() };
  await parts.keep('other', Promise.resolve(other), 2000, step);
  await parts.keep('last', Promise.resolve(part('last')));
  openSlowly(part('slow', released));
  await slow;

  await parts.close();
  expect(closed).toEqual(['last', 'slow']);
});

test('a part that fails to close keeps no other open', async () => {
  const parts = new AppParts(pino({ level: 'silent' }));
  let closed = false;
  const close = async () => {
    closed = true;
  };
  await parts.keep('first', Promise.resolve({ close }));
  await parts.keep('second', Promise.resolve({ close: () => Promise.reject(new Error('stuck')) }));
  await expect(parts.close()).rejects.toThrow('stuck');
  expect(closed).toBe(true);
});
