import { expect, it } from 'vitest';
import { judgeFailure } from './judgeFailure.ts';

const failure = { name: 'change person', status: 0, retryAfter: undefined, text: '', began: 0, ended: 1 };
const full = { ...failure, status: 503, retryAfter: '1', text: '{"error_code":11009,"detail":"later"}' };
const unsure = { ...failure, status: 500, text: '{"error_code":10015}' };

it('knows the answers that the contract has for trouble', () => {
  expect(judgeFailure(full)).toBe('refused');
  expect(judgeFailure(unsure)).toBe('unknown');
  expect(judgeFailure({ ...failure, text: 'Error: socket hang up' })).toBe('cut');
});

it('takes nothing else for one of them', () => {
  const others = [
    { ...full, retryAfter: undefined },
    { ...full, retryAfter: '0' },
    { ...full, text: '{"error_code":1}' },
    { ...full, text: '<html>' },
    { ...full, status: 502 },
    { ...unsure, retryAfter: '1' },
    { ...unsure, text: '{"error_code":1}' },
    { ...failure, status: 404, text: '{"error_code":22002}' },
    { ...failure, text: 'Error: no answer within 60000 ms' },
  ];
  for (const other of others) expect(judgeFailure(other), JSON.stringify(other)).toBe('foreign');
});
