import { describe, expect, test } from 'vitest';
import { TokenForbidden } from '../../domain/errors.ts';
import type { ListId } from '../../domain/ids.ts';
import { TOKEN_ACCESS, type TokenPermissions, UNLIMITED } from '../../domain/tokens/tokenPermissions.ts';
import { extensions } from './extensionRoutes.ts';
import { PERMITTED_OPERATIONS, permissionOf, requirePermission } from './permissions.ts';
import { operations } from './routes.ts';
import { NAMES, withOwnLists } from './tokenLists.ts';

const ALL = [...operations, ...extensions];
const LISTS = ['list-1' as ListId];

const isAllowed = (operationId: string, permissions: Partial<TokenPermissions>): boolean => {
  try {
    requirePermission(permissionOf(operationId), { ...UNLIMITED, ...permissions });
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(TokenForbidden);
    return false;
  }
};

describe('the table of permissions', () => {
  test('has a row for each operation that knows its caller, and no other', () => {
    const known = ALL.filter(({ access }) => access !== 'none').map(({ operationId }) => operationId);
    expect([...PERMITTED_OPERATIONS].sort()).toEqual(known.sort());
  });

  test('refuses to serve an operation without a row', () => {
    expect(() => permissionOf('somethingNew')).toThrow('operation somethingNew has no row');
  });

  test('says of what a password alone opens that it is for owners', () => {
    const owners = ALL.filter(({ access }) => access === 'basic' || access === 'basic-even-suspended');
    expect(owners.filter(({ operationId }) => permissionOf(operationId).needs !== 'owner')).toEqual([]);
  });

  test('lets a token that reads do nothing but GET and comparisons', () => {
    const beyond = ALL.filter(({ access, operationId, method }) => {
      return access === 'account' && method !== 'GET' && isAllowed(operationId, { access: 'read' });
    }).map(({ operationId }) => operationId);
    const compares = ['checkLiveness', 'identify', 'match', 'searchByFace', 'verify', 'verifyRaw'];
    expect(beyond.sort()).toEqual(compares);
  });

  test('lets a token that matches read nothing', () => {
    const read = ALL.filter(({ method, operationId, access }) => {
      return access === 'account' && method === 'GET' && isAllowed(operationId, { access: 'match' });
    });
    expect(read).toEqual([]);
  });

  test.each(
    TOKEN_ACCESS.flatMap((access) => [
      { access, lists: LISTS },
      { access, lists: [] },
    ]),
  )('keeps tokens of lists off what goes beyond lists: %j', (permissions) => {
    const ids = ['createList', 'deleteList', 'listPersons', 'runIdentify', 'changeIdentifyHandler', 'getToken'];
    expect(ids.filter((id) => isAllowed(id, permissions))).toEqual([]);
  });

  /** As in `http/touchedObjects.ts`: other names hold no ids. */
  const HOLDS_IDS = /(^|_)ids?$|^portraits?$/;
  /** Not of a list or its objects. */
  const OTHER_IDS = ['external_id', 'token_id', 'account_id'];

  test('is asked about every id that the operations of tokens with lists take', () => {
    const unknown = ALL.filter(({ access }) => access === 'account')
      .filter(({ operationId }) => permissionOf(operationId).inLists !== 'no')
      .flatMap(({ operationId, params = {}, query = {} }) =>
        [...Object.keys(params), ...Object.keys(query)]
          .filter((name) => HOLDS_IDS.test(name) && !OTHER_IDS.includes(name) && !(name in NAMES))
          .map((name) => `${operationId} ${name}`),
      );
    expect(unknown).toEqual([]);
  });
});

test('an answer keeps its order and names no other lists', () => {
  const answer = {
    id: 'x',
    lists: ['list-1', 'list-2'],
    persons: [{ lists: ['list-2'], descriptors: ['d'] }],
    count: 1,
  };
  expect(JSON.stringify(withOwnLists(answer, LISTS))).toBe(
    '{"id":"x","lists":["list-1"],"persons":[{"lists":[],"descriptors":["d"]}],"count":1}',
  );
  const bytes = Buffer.from('x');
  expect(withOwnLists(bytes, LISTS)).toBe(bytes);
});
