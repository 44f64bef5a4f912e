import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createClientAddress } from './clientAddress.ts';

const PROXY = '10.0.0.1';
const find = createClientAddress(['10.0.0.0/8', 'fd00::/8', '192.0.2.77']);
const from = (peer: string | undefined, headers: IncomingHttpHeaders = {}, by = find) =>
  by({ socket: { remoteAddress: peer } as IncomingMessage['socket'], headers });
const xff = (value: string) => ({ 'x-forwarded-for': value });

describe('without a trusted proxy the peer is the client, whatever it says', () => {
  it.each([xff('203.0.113.9'), { forwarded: 'for=203.0.113.9' }])('%j', (headers) => {
    expect(from('198.51.100.4', headers)).toBe('198.51.100.4');
    expect(from(PROXY, headers, createClientAddress([]))).toBe(PROXY);
  });
});

describe('behind a trusted proxy', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['203.0.113.9:4711', '203.0.113.9'],
    ['2001:db8::1', '2001:db8::1'],
    ['[2001:db8::1]:4711', '2001:db8::1'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['203.0.113.9, 10.0.0.2', '203.0.113.9'],
    ['203.0.113.9,fd00::2 , 192.0.2.77', '203.0.113.9'],
    ['10.0.0.9, 10.0.0.2', '10.0.0.9'],
  ])('X-Forwarded-For: %s is %s', (value, address) => {
    expect(from(PROXY, xff(value))).toBe(address);
    expect(from(`::ffff:${PROXY}`, xff(value))).toBe(address);
  });

  it.each([
    ['for=203.0.113.9;proto=https;by=10.0.0.1', '203.0.113.9'],
    ['proto=https; For="203.0.113.9:80"', '203.0.113.9'],
    ['for="[2001:db8::1]:4711", for=10.0.0.2', '2001:db8::1'],
  ])('Forwarded: %s is %s', (value, address) => {
    expect(from(PROXY, { forwarded: value })).toBe(address);
  });
});

describe('a client that forges a chain is found all the same', () => {
  const CLIENT = '198.51.100.4';
  it.each([
    xff(`203.0.113.9, ${CLIENT}`),
    xff(`127.0.0.1, 10.0.0.5, ${CLIENT}, 10.0.0.2`),
    xff(`${'1.1.1.1, '.repeat(5000)}${CLIENT}`),
    { forwarded: `for=203.0.113.9, for=${CLIENT}` },
    { forwarded: `for="203.0.113.9, for=${CLIENT}` },
    { forwarded: `for=10.0.0.3;x=", for=${CLIENT}` },
  ])('%#', (headers) => {
    expect(from(PROXY, headers)).toBe(CLIENT);
  });

  it('a part that is no address ends at the proxy that passed it on', () => {
    for (const value of ['unknown', '_hidden', 'a, b', '203.0.113.9, nonsense', '999.1.1.1', ' ', '203.0.113.9,'])
      expect(from(PROXY, xff(value)), value).toBe(PROXY);
    expect(from(PROXY, xff('203.0.113.9, nonsense, 10.0.0.2'))).toBe('10.0.0.2');
    expect(from(PROXY, { forwarded: 'by=203.0.113.9' })).toBe(PROXY);
  });

  it('two headers that disagree name nobody: the proxy has written only one', () => {
    expect(from(PROXY, { ...xff('203.0.113.9'), forwarded: `for=${CLIENT}` })).toBe(PROXY);
    expect(from(PROXY, { ...xff(CLIENT), forwarded: `for=${CLIENT}` })).toBe(CLIENT);
  });
});

it('a connection that is gone has no address', () => {
  expect(from(undefined, xff('203.0.113.9'))).toBe('');
});
