import { expect, it } from 'vitest';
import { closestName } from './closestName.ts';

const NAMES = ['HOST', 'PORT', 'DB_HOST', 'DB_PASSWORD', 'MAX_CANDIDATES_IN_RESPONSE'];

it.each([
  ['HOTS', 'HOST'],
  ['db_pasword', 'DB_PASSWORD'],
  ['MAX_CANDIDATES', undefined],
  ['MAX_CANDIDATE_IN_RESPONCE', 'MAX_CANDIDATES_IN_RESPONSE'],
  ['SOMETHING_ELSE', undefined],
  ['', undefined],
])('%s means %s', (written, meant) => {
  expect(closestName(written, NAMES)).toBe(meant);
});
