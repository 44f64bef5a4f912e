import { expect, it } from 'vitest';
import { parseLogLine } from './accessLog.ts';
import { BodyKeeper } from './bodyKeeper.ts';
import { credentialMark, isAboutCredentials, pathWithoutSecrets } from './credentials.ts';
import { ABOUT_CREDENTIALS, NO_BODY } from './exchange.ts';

const TOKEN = '6b36ff12-1c9a-4a26-9ea0-91b3d7f1d1a1';
const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });

it('a mark says who, and is the same for every password', () => {
  expect(credentialMark('s', { 'x-auth-token': TOKEN })).toBe(
    credentialMark('s', { 'x-auth-token': TOKEN.toUpperCase() }),
  );
  expect(credentialMark('s', { 'x-auth-token': TOKEN })).not.toBe(credentialMark('t', { 'x-auth-token': TOKEN }));
  expect(credentialMark('s', basic('Ann@example.com:one'))).toBe(credentialMark('s', basic('ann@example.com:two:2')));
  expect(credentialMark('s', {})).toBeNull();
  expect(credentialMark('s', { authorization: 'Bearer x' })).toBeNull();
});

it.each([
  ['GET', `/4/account/tokens/${TOKEN}`, true, '/4/account/tokens/*'],
  ['POST', '/4/accounts', true, '/4/accounts'],
  ['GET', '/4/login', true, '/4/login'],
  ['GET', '/4/account', false, '/4/account'],
  ['PATCH', '/4/account', true, '/4/account'],
  ['GET', `/4/storage/persons/${TOKEN}`, false, `/4/storage/persons/${TOKEN}`],
  ['GET', '/4/storage/persons?auth_token=abc&page=2', false, '/4/storage/persons?auth_token=*&page=2'],
])('%s %s: about credentials %s', (method, path, expected, shown) => {
  expect(isAboutCredentials(method, path)).toBe(expected);
  expect(pathWithoutSecrets(method, path)).toBe(shown);
});

const logged = (request: string) => `10.0.0.1 - - [01/Apr/2019:00:00:01 +0000] "${request}" 200 17 "-" "curl \\"x\\""`;
it.each([
  ['GET /4/storage/persons?page=2 HTTP/1.1', undefined],
  [`POST /4/matching/identify?descriptor_id=${TOKEN}&list_id=${TOKEN} HTTP/1.1`, undefined],
  ['POST /4/matching/search?list_id=x HTTP/1.1', NO_BODY],
  ['DELETE /4/storage/persons/x HTTP/1.0', NO_BODY],
  ['GET /4/account/tokens HTTP/2.0', ABOUT_CREDENTIALS],
])('a line of a log: %s', (request, leftOut) => {
  const [method, path] = request.split(' ');
  expect(parseLogLine(logged(request))).toMatchObject({ method, path, as: null });
  expect(parseLogLine(logged(request))?.leftOut).toBe(leftOut);
});

it('what is no request of the API is passed over', () => {
  for (const line of ['', 'rubbish', logged('GET /favicon.ico HTTP/1.1'), logged('\\x16\\x03\\x01')]) {
    expect(parseLogLine(line)).toBeUndefined();
  }
});

it('bodies are kept up to a size, one by one and together', () => {
  const kept = { left: 10 };
  const [one, two, three] = [new BodyKeeper(6, kept), new BodyKeeper(6, kept), new BodyKeeper(6, kept)];
  one.add(Buffer.from('123'));
  one.add(Buffer.from('456'));
  two.add(Buffer.from('1234567'));
  three.add(Buffer.from('12345'));
  expect([two.take(), three.take()]).toEqual([undefined, undefined]);
  expect(one.take()?.toString()).toBe('123456');
  expect(kept.left).toBe(10);
});
