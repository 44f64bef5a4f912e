import { expect, test } from 'vitest';
import { NoRoom, OutcomeUnknown, TooManyAttempts, Unavailable } from '../../domain/errors.ts';
import { compatibilityOf } from '../operations/compatibility.ts';
import { mapError } from './mapError.ts';

const answerTo = (error: Error) => {
  const mapped = mapError(error, compatibilityOf('backport3'));
  return { code: mapped?.entry.code, status: mapped?.entry.status, retryAfter: mapped?.retryAfter };
};

test('only what may be sent again is invited to be', () => {
  expect(answerTo(new OutcomeUnknown('database'))).toEqual({ code: 10015, status: 500, retryAfter: undefined });
  expect(answerTo(new Unavailable('database', 2))).toEqual({ code: 11009, status: 503, retryAfter: 2 });
  expect(answerTo(new NoRoom('gallery'))).toEqual({ code: 11009, status: 503, retryAfter: 1 });
  expect(answerTo(new TooManyAttempts(7))).toEqual({ code: 100, status: 429, retryAfter: 7 });
});
