import { expect, test } from 'vitest';
import { en } from '../../words/en.ts';
import { falseMatchWords } from './falseMatchWords.ts';

test('says how many strangers look so much alike, in numbers that a person takes in', () => {
  expect(falseMatchWords(3.21, 12_000, en)).toBe('Among 12,000 people, about 3 strangers look this much alike.');
  expect(falseMatchWords(0.0051, 826, en)).toBe(
    'Among 826 people, one stranger in 200 finds somebody this much alike.',
  );
  expect(falseMatchWords(1e-7, 1, en)).toBe(
    'Among 1 person, fewer than one stranger in 100,000 finds somebody this much alike.',
  );
});

test('claims nothing where nothing was measured, or nobody was searched', () => {
  expect(falseMatchWords(null, 10, en)).toBeUndefined();
  expect(falseMatchWords(0, 0, en)).toBeUndefined();
});
