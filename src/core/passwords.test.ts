import { expect, test } from 'vitest';
import { hashPassword, needsRehash, verifyPassword } from './passwords.ts';

const cost = { N: 1024, r: 8, p: 1 };

test('only the right password verifies, and two hashes of it differ', async () => {
  const hash = await hashPassword('пароль: 123', cost);
  expect(await verifyPassword('пароль: 123', hash)).toBe(true);
  expect(await verifyPassword('пароль: 124', hash)).toBe(false);
  expect(await hashPassword('пароль: 123', cost)).not.toBe(hash);
});

test('composed and decomposed forms of a character are one password', async () => {
  expect(await verifyPassword('caf\u00e9 12345', await hashPassword('cafe\u0301 12345', cost))).toBe(true);
});

test.each(['', 'x', 'scrypt$0$8$1$AA$AA', 'bcrypt$1024$8$1$AA$AA', 'scrypt$1024$8$1$$'])(
  '%j is no hash',
  async (hash) => {
    expect(await verifyPassword('password', hash)).toBe(false);
    expect(needsRehash(hash, cost)).toBe(true);
  },
);

test('a hash knows the cost it was made with', async () => {
  const hash = await hashPassword('password', cost);
  expect(needsRehash(hash, cost)).toBe(false);
  expect(needsRehash(hash, { ...cost, p: 2 })).toBe(true);
});
