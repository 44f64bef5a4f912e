import { expect, test } from 'vitest';
import { decoyHash, hashPassword, needsRehash, verifyPassword } from './passwords.ts';

const cost = { N: 1024, r: 8, p: 1 };

test('only the right password verifies, and two hashes of it differ', () => {
  const hash = hashPassword('пароль: 123', cost);
  expect(verifyPassword('пароль: 123', hash, cost)).toBe(true);
  expect(verifyPassword('пароль: 124', hash, cost)).toBe(false);
  expect(hashPassword('пароль: 123', cost)).not.toBe(hash);
});

test('composed and decomposed forms of a character are one password', () => {
  expect(verifyPassword('caf\u00e9 12345', hashPassword('cafe\u0301 12345', cost), cost)).toBe(true);
});

test.each(['', 'x', 'scrypt$0$8$1$AA$AA', 'bcrypt$1024$8$1$AA$AA', 'scrypt$1024$8$1$$'])('%j is no hash', (hash) => {
  expect(verifyPassword('password', hash, cost)).toBe(false);
  expect(needsRehash(hash, cost)).toBe(true);
});

test('a hash knows the cost it was made with, and verifies when another is in force', () => {
  const hash = hashPassword('password', cost);
  expect(needsRehash(hash, cost)).toBe(false);
  expect(needsRehash(hash, { ...cost, p: 2 })).toBe(true);
  expect(verifyPassword('password', hash, { ...cost, p: 2 })).toBe(true);
});

test('a decoy has the form of a hash and fits nothing', () => {
  const decoy = decoyHash(cost);
  expect(decoy.length).toBe(hashPassword('password', cost).length);
  expect(needsRehash(decoy, cost)).toBe(false);
  expect(verifyPassword('', decoy, cost)).toBe(false);
});
