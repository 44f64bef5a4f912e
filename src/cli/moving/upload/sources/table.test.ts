import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openTable } from './table.ts';

const folder = mkdtempSync(join(tmpdir(), 'luna-table-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const open = (text: string) => openTable(Buffer.from(text), folder);

it('rows with one external_id are one person', async () => {
  writeFileSync(join(folder, 'a 1.jpg'), 'photo');
  const { items, unfit } = open(
    '\uFEFFFile;External_ID;user_data;list;lists\r\na 1.jpg;7;"Ann; ""the"" 👩🏽‍🚀";guests;staff|night shift\r\nb.jpg;7;;;\r\nc.jpg;;Bob;;\r\n',
  );
  expect(unfit).toEqual([]);
  expect(items.map(({ read: _, ...item }) => item)).toMatchObject([
    {
      name: 'a 1.jpg',
      person: 'id 7',
      externalId: '7',
      userData: 'Ann; "the" 👩🏽‍🚀',
      lists: ['guests', 'staff', 'night shift'],
    },
    { name: 'b.jpg', person: 'id 7', lists: [] },
    { name: 'c.jpg', person: 'row c.jpg', externalId: null, userData: 'Bob' },
  ]);
  expect(String(await items[0]?.read())).toBe('photo');
  await expect(items[1]?.read()).rejects.toThrow('cannot be read (ENOENT)');
});

it('names the rows that the API would refuse', () => {
  const { items, unfit } = open(
    `file,external_id,user_data\na.jpg,,${'x'.repeat(129)}\nb.jpg,${'y'.repeat(37)},\nc.jpg,,\nc.jpg,,\n,1,\n`,
  );
  expect(items.map(({ name }) => name)).toEqual(['c.jpg']);
  expect(unfit.map(({ name, reason }) => `${name}: ${reason}`)).toEqual([
    'a.jpg: line 2: user_data has more than 128 characters',
    'b.jpg: line 3: external_id has more than 36 characters',
    'c.jpg: line 5: the file is named before',
    'line 6: names no file',
  ]);
});

it.each(['', 'name,user_data\na,b\n', 'file,colour\na,b\n', 'file,file\na,b\n'])('refuses the table %j', (text) => {
  expect(() => open(text)).toThrow('the first line must name the columns');
});
