import { describe, expect, it } from 'vitest';
import { failureOfAnswer, failureOfConnecting } from './failures.ts';

function failed(code?: string, more: object = {}): Error {
  return Object.assign(new Error('failed'), code === undefined ? {} : { code }, more);
}

describe('failureOfAnswer', () => {
  it.each([
    ['23505', 'statement'],
    ['40001', 'statement'],
    ['42P01', 'statement'],
    ['57014', 'overloaded'],
    ['53300', 'overloaded'],
    ['53100', 'overloaded'],
    ['25006', 'refused'],
    ['57P03', 'refused'],
    ['28P01', 'denied'],
    ['3D000', 'denied'],
    ['57P01', 'lost'],
    ['57P02', 'lost'],
    ['08006', 'lost'],
    ['08P01', 'lost'],
    ['25P03', 'lost'],
    ['25P04', 'lost'],
    ['57P05', 'expired'],
  ])('%s is %s', (code, failure) => {
    expect(failureOfAnswer(failed(code))).toBe(failure);
  });

  it.each([undefined, 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'])('%s is no answer of a server', (code) => {
    expect(failureOfAnswer(failed(code))).toBeUndefined();
    expect(failureOfAnswer(undefined)).toBeUndefined();
  });
});

describe('failureOfConnecting', () => {
  it.each([
    [failed(), 'lost'],
    [failed('ECONNREFUSED'), 'lost'],
    [failed('EHOSTUNREACH'), 'lost'],
    [failed('ENOTFOUND'), 'lost'],
    [failed('57P03'), 'refused'],
    [failed('53300'), 'overloaded'],
    [failed('28P01'), 'denied'],
    // A setting that the server does not know.
    [failed('42704'), 'denied'],
    [failed('ERR_TLS_CERT_ALTNAME_INVALID'), 'denied'],
    [failed('CERT_HAS_EXPIRED'), 'denied'],
    [failed('ENOENT', { syscall: 'open' }), 'denied'],
    [failed('ENOENT', { syscall: 'connect' }), 'lost'],
  ])('%j is %s', (error, failure) => {
    expect(failureOfConnecting(error)).toBe(failure);
  });
});
