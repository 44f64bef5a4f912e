import { expect, test } from 'vitest';
import { en } from '../../words/en.ts';
import { falseMatchWords } from './falseMatchWords.ts';

test('says how many strangers look so much alike, in numbers that a person takes in', () => {
  expect(falseMatchWords(3.21, 12_000, en)).toBe('Among 12,000 people, about 3 strangers would match this closely.');
  expect(falseMatchWords(0.0051, 826, en)).toBe('Among 826 people, 1 stranger in 200 would find a match this close.');
  expect(falseMatchWords(1e-7, 1, en)).toBe(
    'Among 1 person, fewer than 1 stranger in 100,000 would find a match this close.',
  );
});

test('claims nothing where nothing was measured, or nobody was searched', () => {
  expect(falseMatchWords(null, 10, en)).toBeUndefined();
  expect(falseMatchWords(0, 0, en)).toBeUndefined();
});
