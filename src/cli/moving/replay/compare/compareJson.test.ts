import { expect, it } from 'vitest';
import { compareJson } from './compareJson.ts';
import type { Finding } from './finding.ts';

const A = '6b36ff12-1c9a-4a26-9ea0-91b3d7f1d1a1';
const B = '7b36ff12-1c9a-4a26-9ea0-91b3d7f1d1a2';
const rules = { thresholds: { there: 0.9, here: 0.9 }, toThere: (id: string) => id };
const found = (there: unknown, here: unknown): readonly Pick<Finding, 'grade' | 'rule' | 'where'>[] =>
  compareJson(there, here, rules).findings.map(({ grade, rule, where }) => ({ grade, rule, where }));

it.each([
  ['an id that is missing', { persons: [{ id: A }, { id: B }] }, { persons: [{ id: A }] }, 'breaks', 'ids', 'persons'],
  [
    'another order',
    { persons: [{ id: A }, { id: B }] },
    { persons: [{ id: B }, { id: A }] },
    'breaks',
    'order',
    'persons',
  ],
  ['a member that is missing', { id: A, user_data: '' }, { id: A }, 'breaks', 'members are missing', ''],
  ['a member more', { id: A }, { id: A, more: 1 }, 'differs', 'members were added', ''],
  ['members in another order', { a: 1, b: 2 }, { b: 2, a: 1 }, 'differs', 'order of members', ''],
  [
    'another value',
    { persons: [{ id: A, user_data: 'x' }] },
    { persons: [{ id: A, user_data: 'y' }] },
    'breaks',
    'value',
    'persons[].user_data',
  ],
  ['null for a text', { external_id: null }, { external_id: '' }, 'breaks', 'type', 'external_id'],
  ['a code', { error_code: 11016 }, { error_code: 22008 }, 'breaks', 'code', 'error_code'],
  ['a text for people', { detail: 'No faces' }, { detail: 'No faces found.' }, 'differs', 'text', 'detail'],
  [
    'a time in another form',
    { create_time: '2019-04-01T00:00:01Z' },
    { create_time: '2019-04-01T00:00:01.000000Z' },
    'differs',
    'form of a time',
    'create_time',
  ],
  ['links in another order', { lists: [A, B] }, { lists: [B, A] }, 'differs', 'order', 'lists'],
  ['fewer faces', { faces: [{ id: A }, { id: B }] }, { faces: [{ id: A }] }, 'decides', 'number', 'faces'],
  [
    'another face',
    { rect: { x: 0, y: 0, width: 9, height: 9 } },
    { rect: { x: 20, y: 0, width: 9, height: 9 } },
    'decides',
    'another face',
    'rect',
  ],
  [
    'an estimate that is missing',
    { attributes: { age: 30, gender: 1 } },
    { attributes: { age: 31 } },
    'breaks',
    'members are missing',
    'attributes',
  ],
])('%s', (_, there, here, grade, rule, where) => {
  expect(found(there, here)).toEqual([{ grade, rule, where }]);
});

it('similarities and estimates may be others', () => {
  const there = { faces: [{ id: A, score: 0.9, rect: { x: 0, y: 0, width: 9, height: 9 }, attributes: { age: 30 } }] };
  const here = { faces: [{ id: A, score: 0.8, rect: { x: 1, y: 0, width: 9, height: 8 }, attributes: { age: 44.5 } }] };
  expect(found(there, here)).toEqual([]);
});

const candidate = (person_id: string, similarity: number) => ({ similarity, person_id });
it.each([
  ['same person', [candidate(A, 0.95), candidate(B, 0.5)], [candidate(A, 0.99), candidate(B, 0.6)], []],
  ['nobody', [candidate(A, 0.5)], [candidate(A, 0.1)], []],
  ['another person', [candidate(A, 0.95)], [candidate(B, 0.95)], ['recognised: another person']],
  ['only there', [candidate(A, 0.95)], [candidate(A, 0.8)], ['recognised: only there']],
  ['only here', [], [candidate(A, 0.95)], ['recognised: only here', 'number of candidates']],
  ['nobody', [candidate(A, 0.5), candidate(B, 0.4)], [candidate(B, 0.5), candidate(A, 0.4)], ['order of candidates']],
])('recognised: %s', (decision, there, here, rulesFound) => {
  const compared = compareJson({ candidates: there }, { candidates: here }, rules);
  expect(compared.decisions).toEqual([decision]);
  expect(compared.findings.map(({ rule }) => rule)).toEqual(rulesFound);
});

it('each side has its own threshold, and ids that were made here their own names', () => {
  const thresholds = { there: 0.8, here: 0.95 };
  const toThere = (id: string) => (id === B ? A : id);
  const compared = compareJson(
    { candidates: [candidate(A, 0.85)], persons: [{ id: A }] },
    { candidates: [candidate(B, 0.96)], persons: [{ id: B }] },
    { thresholds, toThere },
  );
  expect(compared).toEqual({ findings: [], decisions: ['same person'] });
});
