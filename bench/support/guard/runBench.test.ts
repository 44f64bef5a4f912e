import { describe, expect, it } from 'vitest';
import { rowsOfReport } from './runBench.ts';

describe('the report of a bench', () => {
  it('is on its last line', () => {
    const rows = [{ what: 'two workers against one', value: 1.8, unit: '×' }];
    const output = `\n## title\n\n| a | b |\n\n${JSON.stringify({ title: 'title', rows })}\n`;
    expect(rowsOfReport(output)).toEqual(rows);
  });

  it('has no rows when everything was passed over', () => {
    expect(rowsOfReport('')).toEqual([]);
    expect(rowsOfReport('| a | b |\n')).toEqual([]);
  });
});
