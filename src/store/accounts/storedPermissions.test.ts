import { describe, expect, test } from 'vitest';
import type { ListId } from '../../domain/ids.ts';
import type { Timestamp } from '../../domain/time.ts';
import { UNLIMITED } from '../../domain/tokens/tokenPermissions.ts';
import { fromColumns, toColumns } from './storedPermissions.ts';

const expireTime = '2030-01-01T00:00:00.000000Z' as Timestamp;

describe('stored permissions', () => {
  test.each([
    UNLIMITED,
    { access: 'read', lists: null, expireTime: null },
    { access: 'all', lists: ['list-1' as ListId], expireTime },
    { access: 'match', lists: [], expireTime: null },
    { access: 'all', lists: null, expireTime },
  ] as const)('come back as they were: %j', (permissions) => {
    expect(fromColumns(toColumns(permissions))).toEqual(permissions);
  });

  test('of a token without limits are NULL, as in rows of older versions', () => {
    expect(toColumns(UNLIMITED)).toEqual({ permissions: null, expire_time: null });
  });

  test.each([
    '{"access":"own","lists":null}',
    '{"lists":null}',
    '{"access":"read"}',
    '{"access":"read","lists":"x"}',
    '[',
  ])('that this version does not know open nothing: %s', (permissions) => {
    expect(() => fromColumns({ permissions, expire_time: null })).toThrow();
  });
});
