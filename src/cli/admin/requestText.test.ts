import { expect, it } from 'vitest';
import { requestText } from './requestText.ts';

it('a request is one short line', () => {
  const line = { msg: 'request', method: 'GET', route: '/4/account', status: 200, milliseconds: 1.5 };
  expect(requestText(line, 'msg')).toBe('GET /4/account 200 1.5 ms');
});

it('an unknown path and another API are told', () => {
  const line = { msg: 'admin request', method: 'GET', path: '/x', status: 404 };
  expect(requestText(line, 'msg')).toBe('admin request: GET /x 404');
});

it('any other line is its message', () => {
  expect(requestText({ msg: 'closing', signal: 'SIGTERM' }, 'msg')).toBe('closing');
});
