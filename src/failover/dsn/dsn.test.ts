import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printDsn } from '../../../test/support/printDsn.ts';
import { type Dsn, parseDsn } from './dsn.ts';
import { DsnError } from './dsnError.ts';
import { type DsnOptions, unsupportedOptions } from './dsnOptions.ts';

function dsn(parts: Partial<Omit<Dsn, 'serverSettings'>> & { settings?: Record<string, string> }): Dsn {
  const { settings = {}, ...given } = parts;
  return { hosts: [], options: {}, serverSettings: new Map(Object.entries(settings)), ...given };
}

describe('parseDsn', () => {
  const luna = { user: 'luna', password: 'luna', database: 'luna_backport3' };
  const two = [
    { host: 'postgres01', port: 5432 },
    { host: 'postgres02', port: 5432 },
  ];
  const read: readonly [text: string, expected: Dsn][] = [
    [
      'luna:luna@postgres01:5432,postgres02:5432/luna_backport3?some_option=some_value',
      dsn({ ...luna, hosts: two, settings: { some_option: 'some_value' } }),
    ],
    ['postgres://luna:luna@postgres01:5432,postgres02:5432/luna_backport3', dsn({ ...luna, hosts: two })],
    ['POSTGRESQL://postgres01:5432,postgres02:5432', dsn({ hosts: two })],
    ['host1,host2/dbname', dsn({ hosts: [{ host: 'host1' }, { host: 'host2' }], database: 'dbname' })],
    ['host1:1,:2, host2', dsn({ hosts: [{ host: 'host1', port: 1 }, { port: 2 }, { host: 'host2' }] })],
    ['', dsn({})],
    ['/', dsn({})],
    ['/only_database', dsn({ database: 'only_database' })],
    ['luna@', dsn({ user: 'luna' })],
    ['luna:@h', dsn({ user: 'luna', hosts: [{ host: 'h' }] })],
    [':secret@h', dsn({ password: 'secret', hosts: [{ host: 'h' }] })],
    ['u:a:b@h', dsn({ user: 'u', password: 'a:b', hosts: [{ host: 'h' }] })],
    ['u:a@b@h', dsn({ user: 'u', password: 'a@b', hosts: [{ host: 'h' }] })],
    ['u%40x:%2F%3F%25@h/d%2Fb', dsn({ user: 'u@x', password: '/?%', hosts: [{ host: 'h' }], database: 'd/b' })],
    ['[::1]:6000,[fe80::1]', dsn({ hosts: [{ host: '::1', port: 6000 }, { host: 'fe80::1' }] })],
    ['%2Fvar%2Frun%2Fpostgresql:5433', dsn({ hosts: [{ host: '/var/run/postgresql', port: 5433 }] })],
    ['h/d?', dsn({ hosts: [{ host: 'h' }], database: 'd' })],
    [
      '?host=a,::1&port=1,2',
      dsn({
        hosts: [
          { host: 'a', port: 1 },
          { host: '::1', port: 2 },
        ],
      }),
    ],
    [
      '?host=a,b&port=5',
      dsn({
        hosts: [
          { host: 'a', port: 5 },
          { host: 'b', port: 5 },
        ],
      }),
    ],
    ['?port=5', dsn({ hosts: [{ port: 5 }] })],
    ['?user=u&password=p+q&dbname=d', dsn({ user: 'u', password: 'p q', database: 'd' })],
    // The URL wins over options of the same meaning, as in the original.
    [
      'u:p@h/d?user=x&password=x&dbname=x&host=x',
      dsn({ user: 'u', password: 'p', database: 'd', hosts: [{ host: 'h' }] }),
    ],
    ['?application_name=a&application_name=b', dsn({ options: { applicationName: 'b' } })],
    ['?search_path=&lock_timeout=5s', dsn({ settings: { lock_timeout: '5s' } })],
    ['?my.setting=1', dsn({ settings: { 'my.setting': '1' } })],
    ['?__proto__=1', dsn({ settings: JSON.parse('{"__proto__":"1"}') })],
    [
      '?target_session_attrs=prefer-standby&load_balance_hosts=random&connect_timeout=3&sslmode=verify-full' +
        '&sslrootcert=system&sslcert=c.pem&sslkey=k.pem&statement_timeout=2min&options=-c%20geqo%3Doff',
      dsn({
        options: {
          targetSessionAttrs: 'prefer-standby',
          loadBalanceHosts: 'random',
          connectTimeoutSeconds: 3,
          sslMode: 'verify-full',
          sslRootCert: 'system',
          sslCert: 'c.pem',
          sslKey: 'k.pem',
          statementTimeoutMs: 120_000,
          startupOptions: '-c geqo=off',
        },
      }),
    ],
  ];
  it.each(read)('reads %j', (text, expected) => {
    expect(parseDsn(text)).toEqual(expected);
  });

  const refused: readonly [text: string, part: string][] = [
    ['mysql://luna@h/d', 'scheme'],
    ['h:0', 'port of host 1'],
    ['h:65536', 'port of host 1'],
    ['a,h:x', 'port of host 2'],
    ['a,,b', 'host 2'],
    ['::1', 'host 1'],
    ['[::1', 'host 1'],
    ['[hidden]:1', 'host 1'],
    ['a b', 'host 1'],
    ['u%zz@h', 'user'],
    ['u:%ff@h', 'password'],
    ['u:%00@h', 'password'],
    ['h/%', 'database'],
    ['h?novalue', 'option 1'],
    ['h?a=1&b c=2', 'option 2'],
    ['h?sslmode=on', 'option sslmode'],
    ['h?connect_timeout=0', 'option connect_timeout'],
    ['h?statement_timeout=30h1', 'option statement_timeout'],
    ['h?statement_timeout=999h', 'option statement_timeout'],
    ['h?sslpassword=x', 'option sslpassword'],
    ['?host=a,b&port=1,2,3', 'option port'],
  ];
  it.each(refused)('refuses %j, naming %s', (text, part) => {
    expect(() => parseDsn(text)).toThrow(expect.objectContaining({ name: 'DsnError', part }));
  });

  it('answers any text with a DSN or the typed error', () => {
    const separators = fc.constantFrom(
      '@',
      ':',
      '/',
      '?',
      '&',
      '=',
      ',',
      '[',
      ']',
      '%',
      '%2',
      '+',
      'postgres://',
      'h',
      '5432',
    );
    const text = fc
      .array(fc.oneof(separators, fc.string({ unit: 'binary' })), { maxLength: 12 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (given) => {
        try {
          const parsed = parseDsn(given);
          expect(parseDsn(printDsn(parsed))).toEqual(parsed);
        } catch (error) {
          expect(error).toBeInstanceOf(DsnError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('never quotes the password, wherever its unescaped characters put the cuts', () => {
    const unit = fc.constantFrom('S', 'E', 'C', 'R', 'T', '/', '?', '@', ':', '#', '&', '=', '%', '[', ',');
    fc.assert(
      fc.property(fc.string({ unit, minLength: 4 }), (password) => {
        try {
          parseDsn(`luna:${password}@h1,h2/db?sslmode=on`);
        } catch (error) {
          // No message has a capital of its own but the first words of these; secrets above are capitals only.
          expect(String((error as Error).message).replaceAll(/IPv6|UTF-8|NUL/g, '')).not.toMatch(/[A-Z]/);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('printDsn', () => {
  const text = fc
    .string({ unit: 'grapheme', minLength: 1 })
    .filter((each) => each.isWellFormed() && !each.includes('\0'));
  const port = fc.integer({ min: 1, max: 65_535 });
  const hostName = fc.oneof(
    fc.domain(),
    fc.ipV4(),
    fc.ipV6(),
    text.map((folder) => `/${folder}`),
  );
  const host = fc.oneof(fc.record({ host: hostName, port }), fc.record({ host: hostName }), fc.record({ port }));
  const options: fc.Arbitrary<DsnOptions> = fc.record(
    {
      targetSessionAttrs: fc.constantFrom('any', 'read-write', 'read-only', 'primary', 'standby', 'prefer-standby'),
      loadBalanceHosts: fc.constantFrom('disable', 'random'),
      connectTimeoutSeconds: fc.integer({ min: 1, max: 600 }),
      applicationName: text,
      sslMode: fc.constantFrom('disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'),
      sslRootCert: text,
      sslCert: text,
      sslKey: text,
      statementTimeoutMs: fc.nat({ max: 2_147_483_647 }),
      startupOptions: text,
    },
    { requiredKeys: [] },
  );
  const ours = /^(host|port|user|password|dbname|database|application_name|options|.*timeout|ssl.*|target_.*|load_.*)$/;
  const settingName = fc
    .stringMatching(/^[a-zA-Z_][\w$]{0,12}(\.[a-z_][\w$]{0,6})?$/)
    .filter((name) => !ours.test(name) && !unsupportedOptions.has(name));
  const settings = fc.array(fc.tuple(settingName, text), { maxLength: 4 }).map((entries) => new Map(entries));
  const anyDsn: fc.Arbitrary<Dsn> = fc.record(
    {
      hosts: fc.array(host, { maxLength: 4 }),
      user: text,
      password: text,
      database: text,
      options,
      serverSettings: settings,
    },
    { requiredKeys: ['hosts', 'options', 'serverSettings'] },
  );

  it('prints what parseDsn reads back as the same', () => {
    fc.assert(
      fc.property(anyDsn, (given) => {
        expect(parseDsn(printDsn(given))).toEqual(given);
      }),
      { numRuns: 2000 },
    );
  });
});
