import { expect, it } from 'vitest';
import { foldedSpellings } from './foldedSpellings.ts';

it('needs one spelling of ASCII text', () => {
  expect(foldedSpellings('Jane DOE-7')).toEqual(['jane doe-7']);
});

it('spells other letters in small, as typed, in capitals and as names', () => {
  expect(foldedSpellings('анна Ивановa')).toEqual(['анна ивановa', 'анна Ивановa', 'АННА ИВАНОВa', 'Анна Ивановa']);
});
