import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createAuthentication } from '../../../src/core/logins/authentication.ts';
import { needsRehash, type PasswordCost, verifyPassword } from '../../../src/core/logins/passwords.ts';
import { createPasswordThreads, type PasswordHasher } from '../../../src/core/logins/passwordThreads.ts';
import { openStore } from '../../../src/databases/openStore.ts';
import { AuthenticationFailed, ClientGone, TooManyAttempts } from '../../../src/domain/errors.ts';
import { type AccountId, newId } from '../../../src/domain/ids.ts';
import { createClock } from '../../../src/domain/time.ts';
import type { AccountStore } from '../../../src/store/ports/accounts.ts';
import type { Store } from '../../../src/store/store.ts';
import { DATABASES, type TestDatabase } from '../store/support/databases.ts';

const clock = createClock('UTC');
/** Cheap, so that a test may hash often. */
const COST: PasswordCost = { N: 1024, r: 8, p: 1 };
const OLD_COST: PasswordCost = { N: 512, r: 8, p: 1 };
const PASSWORD = 'correct horse';
const HOME = '10.0.0.1';
const ELSEWHERE = '10.0.0.2';

describe.each(DATABASES.filter(({ name }) => !name.includes('directory')))('on $name', ({ create }) => {
  let database: TestDatabase;
  let store: Store;
  const hashers: PasswordHasher[] = [];

  beforeAll(async () => {
    database = await create();
    store = await openStore(database.options);
  });
  afterAll(async () => {
    await store.close();
    await database.remove();
  });
  afterEach(() => Promise.all(hashers.splice(0).map((hasher) => hasher.close())));

  function hasherFor(cost: PasswordCost): PasswordHasher {
    const hasher = createPasswordThreads({ cost, threads: 2 });
    hashers.push(hasher);
    return hasher;
  }

  /** What a service does for a login, in order: the look-ups and hashes that take its time. */
  function setUp({ accounts = store.accounts, cost = COST, passwordCacheSeconds = 60, loginFailures = 3 } = {}) {
    const steps: string[] = [];
    const hasher = hasherFor(cost);
    const authentication = createAuthentication({
      store: {
        ...store,
        accounts: {
          ...accounts,
          findByEmail(email) {
            steps.push('look-up');
            return accounts.findByEmail(email);
          },
        },
      },
      hasher: {
        ...hasher,
        verify(password, hash) {
          steps.push('hash');
          return hasher.verify(password, hash);
        },
      },
      passwordCost: cost,
      passwordCacheSeconds,
      loginFailures,
      loginLongestWaitSeconds: 60,
    });
    /** Outcome and the steps to it. */
    const login = async (email: string, password = PASSWORD, address = HOME) => {
      steps.length = 0;
      const outcome = await authentication.byPassword(email, password, address).then(
        () => 'right',
        (error: unknown) => {
          if (error instanceof AuthenticationFailed) return 'wrong';
          if (error instanceof TooManyAttempts) return `wait ${error.retryAfterSeconds}`;
          throw error;
        },
      );
      return [...steps, outcome].join(', ');
    };
    return { authentication, login, steps };
  }

  async function anAccount(cost = COST): Promise<{ email: string; accountId: AccountId }> {
    const [accountId, email] = [newId<AccountId>(), `${newId()}@example.com`];
    const passwordHash = await hasherFor(cost).hash(PASSWORD);
    await store.accounts.create({
      accountId,
      email,
      organizationName: 'x',
      passwordHash,
      active: true,
      createTime: clock(),
    });
    return { accountId, email };
  }

  test('an unknown login takes the steps of a known one with a wrong password, whatever was tried before', async () => {
    const { email } = await anAccount();
    const { login } = setUp({ loginFailures: 6 });
    // What somebody tried elsewhere may have left a trace in the caches.
    for (const [word, other] of [
      ['wrong 1', `${newId()}@example.com`],
      ['wrong 2', (await anAccount()).email],
    ] as const) {
      await login(other, word);
    }
    const tries = [
      'wrong 1',
      'wrong 1',
      'wrong 2',
      'wrong 3',
      'wrong 3',
      'wrong 1',
      'wrong 4',
      'wrong 5',
      'wrong 6',
      'wrong 7',
    ];
    const pathsOf = async (name: string) => {
      const paths: string[] = [];
      for (const word of tries) paths.push(await login(name, word));
      return paths;
    };
    const known = await pathsOf(email);
    expect(known[0]).toBe('look-up, hash, wrong');
    expect(known.at(-1)).toMatch(/wait 1$/);
    expect(await pathsOf(`${newId()}@example.com`)).toEqual(known);
    // Nor does a login in capitals, or one that was asked for already.
    expect(await pathsOf(`${newId()}@EXAMPLE.com`)).toEqual(known);
  });

  test('passwords of clients that left while they waited are not hashed', async () => {
    const { authentication, steps } = setUp({ loginFailures: 0 });
    const { email } = await anAccount();
    const caller = { isGone: false };
    const left = Array.from({ length: 6 }, (_, index) =>
      authentication.byPassword(email, `wrong ${index}`, HOME, caller).catch((error: unknown) => error),
    );
    caller.isGone = true;
    const errors = await Promise.all(left);
    expect(errors.at(-1)).toBeInstanceOf(ClientGone);
    expect(steps.filter((step) => step === 'hash').length).toBeLessThan(6);
  });

  test('a client that leaves takes nothing from another one that waits for the same password', async () => {
    const { authentication } = setUp();
    const { email, accountId } = await anAccount();
    const before = authentication.byPassword(`${newId()}@example.com`, 'wrong', HOME).catch(() => undefined);
    const caller = { isGone: false };
    const left = authentication.byPassword(email, PASSWORD, HOME, caller).catch(() => undefined);
    const stays = authentication.byPassword(email, PASSWORD, HOME, { isGone: false });
    caller.isGone = true;
    expect((await stays).account.accountId).toBe(accountId);
    await Promise.all([before, left]);
  });

  test('a registration is seen at once by a login that was refused before', async () => {
    const { login, authentication } = setUp();
    const email = `${newId()}@example.com`;
    expect(await login(email)).toContain('wrong');
    await store.accounts.create({
      accountId: newId(),
      email,
      organizationName: 'x',
      passwordHash: await authentication.hashPassword(PASSWORD),
      active: true,
      createTime: clock(),
    });
    authentication.registered(email, PASSWORD);
    expect(await login(email)).toContain('right');
  });

  test('failures at one address keep nobody out at another, nor credentials that were good lately', async () => {
    const { email } = await anAccount();
    const { login } = setUp({ passwordCacheSeconds: 0 });
    expect(await login(email, PASSWORD, HOME)).toContain('right');
    for (let n = 0; n < 3; n++) expect(await login(email, `wrong ${n}`, ELSEWHERE)).toContain('wrong');
    expect(await login(email, 'wrong 9', ELSEWHERE)).toContain('wait 1');
    // The owner behind the same proxy, and one at home.
    expect(await login(email, PASSWORD, ELSEWHERE)).toContain('right');
    expect(await login(email, PASSWORD, HOME)).toContain('right');
    expect(await login(email, 'wrong 9', HOME)).toContain('wrong');
  });

  test('many requests with the same new credentials share one hash and pass the limit', async () => {
    const { email } = await anAccount();
    const { login } = setUp({ passwordCacheSeconds: 0 });
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => login(email)));
    expect(outcomes.every((each) => each.endsWith('right'))).toBe(true);
  });

  test('a hash of an older cost is made anew, and opens the same as before', async () => {
    const { email } = await anAccount(OLD_COST);
    const { login } = setUp();
    expect(await login(email)).toContain('right');
    expect(needsRehash((await store.accounts.findByEmail(email))?.passwordHash ?? '', COST)).toBe(false);
    expect(await login(email)).toContain('right');
    expect(await login(email, 'wrong')).toContain('wrong');
  });

  test('a rehash does not bring an old password back', async () => {
    const { email, accountId } = await anAccount(OLD_COST);
    const changed = await hasherFor(COST).hash('another one');
    const change = () => store.accounts.setPasswordHash(accountId, changed);
    // The change commits at the last moment before the rehash is written.
    const accounts: AccountStore = {
      ...store.accounts,
      replacePasswordHash: async (...replacement) => {
        await change();
        return store.accounts.replacePasswordHash(...replacement);
      },
      setPasswordHash: async (...set) => {
        await change();
        return store.accounts.setPasswordHash(...set);
      },
    };
    const { login } = setUp({ accounts });
    await login(email);
    const stored = (await store.accounts.findByEmail(email))?.passwordHash ?? '';
    expect(verifyPassword(PASSWORD, stored, COST)).toBe(false);
    expect(verifyPassword('another one', stored, COST)).toBe(true);
    expect(await login(email)).toContain('wrong');
  });
});
