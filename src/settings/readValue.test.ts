import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatBytes, formatValue, readValue } from './readValue.ts';
import { settingList } from './schema.ts';

it('every default is a value of its setting and reads back from its printed form', () => {
  for (const { name, schema } of settingList) {
    expect(readValue(schema, schema.default), name).toEqual(schema.default);
    expect(readValue(schema, formatValue(schema, schema.default)), name).toEqual(schema.default);
  }
});

it('a size reads back from its printed form', () => {
  const schema = settingList.find(({ name }) => name === 'GALLERY_MEMORY_LIMIT')?.schema;
  if (!schema) throw new Error('no such setting');
  fc.assert(
    fc.property(fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 0 }), (bytes) => {
      expect(readValue(schema, formatBytes(bytes))).toBe(bytes);
    }),
  );
});

it('a number without a unit of size takes none', () => {
  const schema = settingList.find(({ name }) => name === 'PORT')?.schema;
  if (!schema) throw new Error('no such setting');
  expect(readValue(schema, '1KB')).toBeUndefined();
  expect(readValue(schema, 80.5)).toBeUndefined();
  expect(readValue(schema, '0x50')).toBeUndefined();
});

it('a number takes decimals, and nothing that only looks like one', () => {
  const schema = settingList.find(({ name }) => name === 'LIVENESS_THRESHOLD')?.schema;
  if (!schema) throw new Error('no such setting');
  for (const [raw, value] of [
    ['0.75', 0.75],
    [' .5 ', 0.5],
    ['1', 1],
    [0.25, 0.25],
  ])
    expect(readValue(schema, raw)).toBe(value);
  for (const raw of ['', '1.1', '-0.1', '0,5', '5e-1', '0x1', 'NaN', true, null])
    expect(readValue(schema, raw)).toBeUndefined();
});
