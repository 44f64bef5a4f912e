import { expect, test } from 'vitest';
import { influxLines } from './influxLines.ts';

const request = {
  path: 'POST:/storage/persons',
  status: 201,
  errorCode: undefined,
  seconds: 0.25,
  accountId: '5a1c2bd2-6a0c-4d7a-8a32-1c9a5b5a3f10',
  requestId: '1764200000,abc',
};

test('a request that succeeded is one point, with the tags of the original', () => {
  expect(influxLines(request, 1_764_200_000_123)).toEqual([
    'requests,service=luna-backport3,account_id=5a1c2bd2-6a0c-4d7a-8a32-1c9a5b5a3f10,route=POST:/storage/persons,' +
      'status_code=201 request_id="1764200000,abc",execution_time=0.25 1764200000123000000',
  ]);
});

test('a request that failed is a point of the errors, too', () => {
  const lines = influxLines({ ...request, status: 400, errorCode: 12012, accountId: undefined }, 1000);
  expect(lines.map((line) => line.split(' ', 1)[0])).toEqual([
    'requests,service=luna-backport3,route=POST:/storage/persons,status_code=400',
    'errors,service=luna-backport3,route=POST:/storage/persons,status_code=400,error_code=12012',
  ]);
});

test('what a client sends as the id of its request begins no other point', () => {
  const [line = ''] = influxLines({ ...request, requestId: 'a"\nerrors,x=1 y=2 \\' }, 1000);
  expect(line).toContain('request_id="a\\" errors,x=1 y=2 \\\\",');
  expect(line).not.toContain('\n');
});
