import { expect, it } from 'vitest';
import { outcomeOf } from './outcome.ts';

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  outcomeOf({
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  });

it.each([
  [
    'a full queue',
    answer(503, { error_code: 11009, detail: 'full' }, { 'retry-after': '2' }),
    { cause: 'busy', afterMs: 2000 },
  ],
  ['a proxy without its server', answer(502, '<html>', { 'content-type': 'text/html' }), { cause: 'busy' }],
  ['HTML in the place of an answer', answer(200, '<html>', { 'content-type': 'text/html' }), { cause: 'failed' }],
  ['JSON that was cut', answer(200, '{"count": 1, "pers'), { cause: 'failed' }],
  ['a database that is lost', answer(500, { error_code: 10015, detail: 'SQL execute' }), { cause: 'failed' }],
  [
    'a key whose first attempt is under way',
    answer(409, { error_code: 100 }, { 'retry-after': '1' }),
    { cause: 'beside' },
  ],
])('%s: later', (_, outcome, expected) => {
  expect(outcome).toMatchObject({ kind: 'later', ...expected });
});

it.each([
  [
    'no face, which is a 500',
    answer(500, { error_code: 4003, detail: 'No faces found.' }),
    { status: 500, code: 4003 },
  ],
  ['attached already', answer(409, { error_code: 22008, detail: 'attached' }), { status: 409, code: 22008 }],
  [
    'portraits that are off, as LUNA PLATFORM 3 says it',
    answer(403, 'Forbidden', { 'content-type': 'text/html' }),
    { status: 403, code: 0 },
  ],
])('%s: refused', (_, outcome, expected) => {
  expect(outcome).toMatchObject({ kind: 'refused', ...expected });
});

it('no login: nothing else will be answered', () => {
  expect(answer(401, { error_code: 11002, detail: 'not found' })).toMatchObject({ kind: 'login' });
  expect(answer(403, { error_code: 11004, detail: 'suspended' })).toMatchObject({ kind: 'login' });
});

it('a portrait is bytes, 204 is nothing', () => {
  expect(answer(200, 'JPEG', { 'content-type': 'image/jpeg' })).toMatchObject({
    kind: 'done',
    bytes: Buffer.from('JPEG'),
  });
  expect(answer(204, '')).toMatchObject({ kind: 'done', json: {} });
});
