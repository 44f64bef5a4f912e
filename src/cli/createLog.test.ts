import { expect, it } from 'vitest';
import { localTime } from './createLog.ts';

it('writes the instant it was given, with this machine’s offset', () => {
  const instant = new Date('2026-11-23T08:15:02.123Z');
  expect(localTime(instant)).toMatch(/^2026-11-2\dT\d\d:\d\d:02\.123[+-]\d\d:\d\d$/);
  expect(new Date(localTime(instant)).getTime()).toBe(instant.getTime());
});
