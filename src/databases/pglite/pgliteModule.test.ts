import { expect, it } from 'vitest';
import { pgliteModule } from './pgliteModule.ts';

/** A module with a function that says it returns a number and returns none. */
const BAD = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 5, 1, 0x60, 0, 1, 0x7f, 3, 2, 1, 0, 10, 4, 1, 2, 0, 0x0b);

it('is compiled once, and other modules are still checked', () => {
  const module = pgliteModule();
  expect(module).toBeInstanceOf(WebAssembly.Module);
  expect(pgliteModule()).toBe(module);
  expect(() => new WebAssembly.Module(BAD)).toThrow(/Compiling function/);
});
