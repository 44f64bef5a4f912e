import { expect, test } from 'vitest';
import { type DescriptorId, newId } from '../../domain/ids.ts';
import { imageEntry, imageOf, pageEntry, rowsIn, tableOf } from './entryNames.ts';

const descriptorId = newId<DescriptorId>();

test.each([undefined, 96])('the entry of an image of side %s tells whose it is', (side) => {
  expect(imageOf(imageEntry(descriptorId, side))).toEqual({ descriptorId, side });
});

test.each([
  'portraits/../../etc/passwd.jpg',
  `portraits/${'0'.repeat(36)}.jpg`,
  `portraits/${descriptorId}_a.jpg`,
  `x/portraits/${descriptorId}.jpg`,
])('%s is no image', (path) => expect(imageOf(path)).toBeUndefined());

test('the entry of a page tells its table and how many rows it has', () => {
  const path = pageEntry('person', 500, 20);
  expect(path).toBe('tables/person/0000000501-0000000520.ndjson');
  expect(tableOf(path)).toBe('person');
  expect(rowsIn(path)).toBe(20);
  expect(tableOf(imageEntry(descriptorId))).toBeUndefined();
  expect(rowsIn(imageEntry(descriptorId))).toBeUndefined();
});
