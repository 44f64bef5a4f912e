import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BadCsv, csvLine, readCsv } from './csv.ts';

const read = (text: string) => readCsv(Buffer.from(text)).map(({ cells }) => cells);

it.each([
  [
    'a BOM',
    '\uFEFFfile,user_data\na.jpg,Ann\n',
    [
      ['file', 'user_data'],
      ['a.jpg', 'Ann'],
    ],
  ],
  [
    'semicolons',
    'file;user_data\r\na.jpg;Ann, Berlin\r\n',
    [
      ['file', 'user_data'],
      ['a.jpg', 'Ann, Berlin'],
    ],
  ],
  [
    'tabs',
    'file\tuser_data\na.jpg\tAnn',
    [
      ['file', 'user_data'],
      ['a.jpg', 'Ann'],
    ],
  ],
  [
    'quotes',
    'file,user_data\na.jpg,"Ann ""the"" Great,\nII"\n',
    [
      ['file', 'user_data'],
      ['a.jpg', 'Ann "the" Great,\nII'],
    ],
  ],
  [
    'emoji',
    'file,user_data\na.jpg,👩🏽‍🚀\n',
    [
      ['file', 'user_data'],
      ['a.jpg', '👩🏽‍🚀'],
    ],
  ],
  [
    'empty lines and cells',
    'file,user_data\n\na.jpg,\n\n',
    [
      ['file', 'user_data'],
      ['a.jpg', ''],
    ],
  ],
])('reads %s', (_, text, rows) => {
  expect(read(text)).toEqual(rows);
});

it('names the line of what it cannot read', () => {
  expect(() => read('file\n"a\nb"\n"c')).toThrow(new BadCsv('line 4: a quote is not closed'));
  expect(() => read('file\n"a"b')).toThrow('line 2: text behind the closing quote');
  expect(() => readCsv(new Uint8Array([0xff, 0xfe, 0x41, 0]))).toThrow('not UTF-8');
});

it('reads back what it writes, but for formulas', () => {
  const cell = fc.string({ unit: 'grapheme' }).filter((text) => !/^[=+\-@\t\r]/.test(text));
  fc.assert(
    fc.property(fc.array(cell, { minLength: 2, maxLength: 5 }), (cells) => {
      expect(read(`a,b\r\n${csvLine(cells)}`)[1]).toEqual(cells);
    }),
  );
  expect(csvLine(['=1+1', 'a'])).toBe("'=1+1,a\r\n");
});
