import type { JpegScan, JpegTables } from '../jpeg/jpegSegments.ts';

/**
 * What a long run of zero bits in a scan's data can be. A Huffman table has one code of zeros alone, that of its first symbol.
 * `flat`: it stands for "as before" and "no more coefficients" in all tables of the scan, so that a flat area looks like that.
 * `hole`: it stands for a coefficient in one of them, and no picture has dozens of the same in a row. `unknown`: bits that are
 * no codes, or tables that only the decoder knows.
 */
export function meaningOfZeros(scan: JpegScan, { huffman }: JpegTables): 'flat' | 'hole' | 'unknown' {
  const usesDc = scan.spectralStart === 0;
  if (usesDc && scan.refines) return 'unknown';
  const wanted = scan.components.flatMap(({ dcTable, acTable }) => [
    ...(usesDc ? [dcTable] : []),
    ...(scan.spectralEnd > 0 ? [16 + acTable] : []),
  ]);
  const tables = wanted.map((table) => huffman.get(table));
  if (tables.includes(undefined)) return 'unknown';
  return tables.every((table) => table?.symbols[0] === 0) ? 'flat' : 'hole';
}
