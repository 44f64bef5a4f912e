import { expect, it } from 'vitest';
import { addressesOf, nameOf } from './address.ts';

it('asks DNS for names alone', async () => {
  const asked: string[] = [];
  const resolve = async (name: string) => {
    asked.push(name);
    return ['10.0.0.1', '10.0.0.2', '10.0.0.1'];
  };
  const ipsOf = async (host: string) => (await addressesOf({ host, port: 1 }, resolve)).map(({ ip }) => ip);
  expect(await ipsOf('db.test')).toEqual(['10.0.0.1', '10.0.0.2']);
  expect(await ipsOf('10.1.1.1')).toEqual(['10.1.1.1']);
  expect(await ipsOf('::1')).toEqual(['::1']);
  expect(await ipsOf('/var/run/postgresql')).toEqual(['/var/run/postgresql']);
  expect(asked).toEqual(['db.test']);
});

it('names a place as one would write it', () => {
  expect(nameOf({ host: 'db', port: 1 })).toBe('db:1');
  expect(nameOf({ host: '::1', port: 1 })).toBe('[::1]:1');
  expect(nameOf({ host: 'db', ip: '10.0.0.1', port: 1 })).toBe('db:1 (10.0.0.1)');
});
