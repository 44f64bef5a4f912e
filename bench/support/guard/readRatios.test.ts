import { describe, expect, it } from 'vitest';
import type { Row } from '../report.ts';
import type { Ratio } from './ratios.ts';
import { readRatios } from './readRatios.ts';

const row = (what: string, value: number): Row => ({ what, value, unit: '' });
const rows = [row('create person: ratio (0.70–0.80)', 0.75), row('scan', 60), row('plain scan', 2)];
const ratio = (more: Partial<Ratio>): Ratio => ({ name: 'it', bench: 'crud', row: '', better: 'higher', ...more });

describe('ratios in the rows of a bench', () => {
  it('are found by the beginning of their row', () => {
    expect(readRatios([ratio({ row: 'create person: ratio' })], rows)).toEqual(new Map([['it', 0.75]]));
  });

  it('are divided where the bench prints both parts', () => {
    expect(readRatios([ratio({ row: 'scan', by: 'plain scan' })], rows)).toEqual(new Map([['it', 30]]));
  });

  it('are missing where the bench passed them over', () => {
    expect(readRatios([ratio({ row: 'get person' })], rows)).toEqual(new Map());
    expect(readRatios([ratio({ row: 'scan', by: 'get person' })], rows)).toEqual(new Map());
  });

  it('refuse a beginning that several rows have', () => {
    expect(() => readRatios([ratio({ row: '' })], rows)).toThrow('3 rows');
  });
});
