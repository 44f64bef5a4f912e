import { describe, expect, it } from 'vitest';
import { createAdminGate } from './adminKey.ts';

describe('the gate of the administrator', () => {
  const opens = createAdminGate('a key of its own'.replaceAll(' ', '-'));

  it.each(['Bearer a-key-of-its-own', 'bearer  a-key-of-its-own '])('opens for %j', (header) => {
    expect(opens(header)).toBe(true);
  });

  it.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'a-key-of-its-own',
    'Bearer a-key-of-its-owm',
    'Bearer a-key-of-its-own2',
    'Bearer A-KEY-OF-ITS-OWN',
    'Basic a-key-of-its-own',
    'Bearer a-key-of-its-own a-key-of-its-own',
  ])('stays shut for %j', (header) => {
    expect(opens(header)).toBe(false);
  });
});
