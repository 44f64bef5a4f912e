import { type DescriptorId, parseId } from '../../domain/ids.ts';
import type { BackedTable } from '../../store/snapshot/backedTables.ts';

/** Digits of a row's place. The entries beside rows and images: `archiveFormat.ts`. */
const PLACES = 10;

/** The entry of an image of a portrait. @param side of a thumbnail, in pixels; undefined: the portrait itself */
export function imageEntry(descriptorId: DescriptorId, side?: number): string {
  return side === undefined ? `portraits/${descriptorId}.jpg` : `portraits/${descriptorId}_${side}.jpg`;
}

/** Undefined for what is no image of a portrait. Names are never taken for paths: an id and a number come out of them, or nothing. */
export function imageOf(
  path: string,
): { readonly descriptorId: DescriptorId; readonly side: number | undefined } | undefined {
  const [, name = '', side] = /^portraits\/([0-9a-f-]{36})(?:_(\d{1,5}))?\.jpg$/.exec(path) ?? [];
  const descriptorId = parseId<DescriptorId>(name);
  return descriptorId && { descriptorId, side: side === undefined ? undefined : Number(side) };
}

/** The entry of a page of rows. @param first place of its first row, from 0 */
export function pageEntry(table: BackedTable, first: number, count: number): string {
  const place = (row: number) => String(row).padStart(PLACES, '0');
  return `tables/${table}/${place(first + 1)}-${place(first + count)}.ndjson`;
}

/** The table of a page, which this version may not know; undefined for what is no page. */
export function tableOf(path: string): string | undefined {
  return /^tables\/([a-z_]+)\//.exec(path)?.[1];
}

/** How many rows a page has. */
export function rowsIn(path: string): number | undefined {
  const [, first, last] = /\/(\d+)-(\d+)\.ndjson$/.exec(path) ?? [];
  return first === undefined || last === undefined ? undefined : Number(last) - Number(first) + 1;
}
