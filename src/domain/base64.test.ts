import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBase64 } from './base64.ts';

/** Of a copy: the text is overwritten. */
const decode = (text: string | Uint8Array) => decodeBase64(Buffer.from(text as Uint8Array));
/** A file by its first bytes; any bytes behind them. */
const files = fc
  .uint8Array({ minLength: 20, maxLength: 200 })
  .map((rest) => Buffer.concat([Buffer.of(0xff, 0xd8, 0xff), rest]));
const NO_FILE = Buffer.from('no picture, but good base64');

test('base64 of any bytes but none comes back, with white space anywhere', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(), (bytes, at) => {
      const text = Buffer.from(bytes).toString('base64');
      const place = at % (text.length + 1);
      expect(decode(`${text.slice(0, place)}\r\n\t ${text.slice(place)}`)).toEqual(Buffer.from(bytes));
    }),
  );
});

const FORMS: Readonly<Record<string, (text: string) => string | Uint8Array>> = {
  'a JSON string': (text) => `"${text}"`,
  'a JSON string with a byte order mark and a line break': (text) => `\ufeff"${text}"\r\n`,
  'single quotes': (text) => `'${text}'`,
  'a quote that is never closed': (text) => `"${text}`,
  'slashes escaped': (text) => `"${text.replaceAll('/', '\\/')}"`,
  'plus signs escaped': (text) => `"${text.replaceAll('+', '\\u002B')}"`,
  'line breaks escaped': (text) => `"${text.replace(/.{8}/g, '$&\\r\\n')}"`,
  'lines of 76 characters': (text) => text.replace(/.{76}/g, '$&\r\n'),
  'a data URL': (text) => `data:image/jpeg;base64,${text}`,
  'a data URL in quotes, in capitals': (text) => `"DATA:image/jpeg;charset=utf-8;BASE64,${text}"`,
};

test.each(Object.entries(FORMS))('%s is passed over, whatever the bytes are', (_, form) => {
  fc.assert(
    fc.property(files, (bytes) => {
      expect(decode(form(bytes.toString('base64')))).toEqual(bytes);
    }),
  );
  expect(decode(form(NO_FILE.toString('base64')))).toEqual(NO_FILE);
});

const LENIENT: Readonly<Record<string, (text: string) => string | Uint8Array>> = {
  'no padding': (text) => text.replaceAll('=', ''),
  'a NUL at the end': (text) => `${text}\0`,
  'UTF-16': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'foreign characters between the digits': (text) => `${text.slice(0, 9)}é***\u0001-_${text.slice(9)}`,
  'foreign characters and no padding': (text) => `<${text.replaceAll('=', '')}>`,
};

describe.each(Object.entries(LENIENT))('%s', (_, form) => {
  test('is taken of a file', () => {
    fc.assert(
      fc.property(files, (bytes) => {
        expect(decode(form(bytes.toString('base64')))).toEqual(bytes);
      }),
    );
  });

  test('is no base64 where nothing known comes out', () => {
    expect(decode(form(Buffer.from('no picture, but good base6').toString('base64')))).toBeUndefined();
  });
});

test('what follows the padding is dropped', () => {
  const bytes = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);
  expect(decode(`${bytes.toString('base64')}more`)).toEqual(bytes);
});

test.each([
  ['JPEG', 'ffd8ffe0'],
  ['PNG', '89504e470d0a1a0a'],
  ['GIF', '474946383961'],
  ['BMP', '424d367e000000000000360000002800'],
  ['TIFF', '49492a0008000000'],
  ['TIFF, big-endian', '4d4d002a00000008'],
  ['WebP', '524946460000000057454250'],
  ['PGM', '50350a31'],
  ['HEIF', '0000001866747970'],
  ['JPEG XL', 'ff0a1234'],
  ['a descriptor', '4c42334401'],
])('%s is known by its first bytes', (_, hex) => {
  const bytes = Buffer.concat([Buffer.from(hex, 'hex'), Buffer.alloc(20, 7)]);
  expect(decode(`*${bytes.toString('base64')}*`)).toEqual(bytes);
});

test.each([
  ...['=', '====', 'a', 'abc', 'ab=c', 'a-_b', 'ab\0='],
  ...['*** this is not base64 ***', '{"image":"abc"}', 'https://example.com/a.jpg'.repeat(9)],
])('%j is no base64', (text) => {
  expect(decode(text)).toBeUndefined();
});

test.each(['', ' ', '""', "'", '\ufeff', 'data:image/png;base64,'])('%j stands for no bytes', (text) => {
  expect(decode(text)).toHaveLength(0);
});

test('a JSON string with escapes that JSON does not have is read as it stands', () => {
  const bytes = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);
  for (const bad of ['\\', '\\U0041', '\\u00', '\\x']) {
    expect(() => decode(`"${bad}${bytes.toString('base64')}"`)).not.toThrow();
  }
  expect(decode(`"\\${bytes.toString('base64')}"`)).toEqual(bytes);
  expect(decode(`"\\u2028${bytes.toString('base64')}\\u2028"`)).toEqual(bytes);
});

test('a file as it is, is no base64', () => {
  fc.assert(
    fc.property(files, (bytes) => {
      expect(decode(bytes)).toBeUndefined();
    }),
  );
});
