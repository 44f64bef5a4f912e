import { afterEach, expect, it, vi } from 'vitest';
import type { Connection } from './connection.ts';
import { createSender } from './patientSender.ts';
import { SendingWindow } from './sendingWindow.ts';

const DAY_MS = 24 * 3600 * 1000;

afterEach(() => void vi.useRealTimers());

it('tries as long as it may, though the system clock is set a day forward meanwhile', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  let asked = 0;
  // A double: the clock of the machine is set between its answers.
  const connection: Connection = {
    async send() {
      vi.setSystemTime(Date.now() + DAY_MS);
      const status = ++asked < 3 ? 503 : 200;
      return { status, headers: { 'retry-after': '0' }, body: Buffer.from('{}') };
    },
    close: () => undefined,
  };
  const sender = createSender(connection, { window: new SendingWindow(4), giveUpMs: 60_000 });
  expect(await sender.json({ method: 'GET', path: '/4/storage/persons' })).toEqual({});
  expect(asked).toBe(3);
});
