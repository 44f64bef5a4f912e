import type { Row } from '../report.ts';
import type { Ratio } from './ratios.ts';

/**
 * The ratios that a bench printed, by name; shares in per cent become parts of one.
 * @throws when several rows begin as the table of ratios says
 */
export function readRatios(ratios: readonly Ratio[], rows: readonly Row[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const { name, row, by } of ratios) {
    const value = figure(row, rows);
    const divisor = by === undefined ? 1 : figure(by, rows);
    if (value !== undefined && divisor !== undefined) found.set(name, value / divisor);
  }
  return found;
}

function figure(beginning: string, rows: readonly Row[]): number | undefined {
  const exact = rows.filter(({ what }) => what === beginning);
  const [row, ...others] = exact.length > 0 ? exact : rows.filter(({ what }) => what.startsWith(beginning));
  if (others.length > 0) throw new Error(`${others.length + 1} rows begin with '${beginning}'`);
  return row && (row.unit === '%' ? row.value / 100 : row.value);
}
