import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { sign } from './signature.ts';

it('is what docs/events.md says', () => {
  const mac = createHmac('sha256', 'key').update('1700000000.{"a":"ü"}').digest('hex');
  expect(sign('{"a":"ü"}', 'key', 1_700_000_000)).toBe(`t=1700000000,v1=${mac}`);
});
