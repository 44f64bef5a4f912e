import type { PortraitKind } from '../ports/portraits.ts';

/** One row: where portraits are. */
export interface PortraitPlaceTable {
  /** Always 1. */
  place_id: number;
  kind: PortraitKind;
  /** Of the folder that holds files, or has held them. */
  folder_id: string | null;
  /** While portraits are moved. */
  moving_from: PortraitKind | null;
  /** Of the bucket that holds portraits, or has held them. */
  bucket_id: string | null;
}
