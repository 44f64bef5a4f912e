import { expect, test } from 'vitest';
import type { CheckResult } from '../../databases/oracle/selftest/runSelftest.ts';
import { checkInWords, summaryInWords } from './reportInWords.ts';

const check = (state: CheckResult['state'], found: string): CheckResult => ({
  name: 'empty text',
  assumed: 'it is NULL',
  state,
  found,
  milliseconds: 3,
});

test('a line a check, and what is assumed where it differs', () => {
  expect(checkInWords(check('ok', 'NULL'))).toBe('ok       empty text: NULL');
  expect(checkInWords(check('not run', 'no right'))).toBe('not run  empty text: no right');
  expect(checkInWords(check('differs', "''"))).toBe("differs  empty text: ''\n         assumed: it is NULL");
});

test('the end says which server it was, and what is left there', () => {
  const checks = [check('ok', ''), check('differs', ''), check('not run', ''), check('ok', '')];
  const report = { server: 'Oracle 19', time: '2030-01-01T00:00:00.000Z', checks, left: ['LBST_ITEM (ORA-00054)'] };
  expect(summaryInWords(report, '1.2.3').split('\n')).toEqual([
    '',
    'luna-backport3 1.2.3 on Oracle 19, 2030-01-01T00:00:00.000Z',
    '4 checks: 2 as assumed, 1 differ, 1 could not be run',
    'could not be removed: LBST_ITEM (ORA-00054)',
  ]);
});
