import { expect, test } from 'vitest';
import { requestIdOf } from './requestId.ts';

const FULL = '1700000000,0f0e0d0c-1234-4abc-8def-00112233aabb';

test.each([FULL, '1700000000,0f0e0d0c'])('%s is kept', (given) => {
  expect(requestIdOf({ 'luna-request-id': given as string }, 'UTC')).toBe(given);
});

test.each([undefined, '', 'x', `${FULL}x`, '1700000000,0F0E0D0C-1234-4abc-8def-00112233aabb', [FULL, FULL]])(
  '%s is replaced by a new one',
  (given) => {
    expect(requestIdOf({ 'luna-request-id': given as string }, 'UTC')).toMatch(
      /^[0-9]{10},[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  },
);
