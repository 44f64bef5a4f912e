import { expect, it } from 'vitest';
import { shownPath } from './shownPath.ts';
import { fingerprint } from './tokenFingerprint.ts';

const TOKEN = '2f9bf2f5-3b1c-4d0a-9d3e-2b1f7d6c5a4b';

it.each([
  ['/acount', '/acount'],
  ['/acount?password=secret', '/acount'],
  ['/a\u001b[31m\nb', '/a?[31m?b'],
  [`/x/${TOKEN.toUpperCase()}_96`, `/x/{${fingerprint(TOKEN)}}_96`],
  [`/x/${'a'.repeat(100)}/y`, '/x/aaaaaaaa…/y'],
])('%j is shown as %j', (path, shown) => {
  expect(shownPath(path)).toBe(shown);
});

it('is bounded', () => {
  expect(shownPath('/ab'.repeat(10_000)).length).toBeLessThan(210);
});
