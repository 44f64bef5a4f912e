import { expect, it } from 'vitest';
import { createLocalTimeText, localTime } from './createLog.ts';

it('writes the instant it was given, with this machine’s offset', () => {
  const instant = new Date('2026-11-23T08:15:02.123Z');
  expect(localTime(instant)).toMatch(/^2026-11-2\dT\d\d:\d\d:02\.123[+-]\d\d:\d\d$/);
  expect(new Date(localTime(instant)).getTime()).toBe(instant.getTime());
});

it('writes instants that follow each other, and those that do not', () => {
  const text = createLocalTimeText();
  for (const at of [
    '2026-11-23T08:15:02.003Z',
    '2026-11-23T08:15:02.999Z',
    '2026-11-23T08:15:03.000Z',
    '2026-05-01T00:00:00.020Z',
  ])
    expect(text(Date.parse(at))).toBe(localTime(new Date(at)));
});
