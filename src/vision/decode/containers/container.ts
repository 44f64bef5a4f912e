import type { Size } from '../../geometry/box.ts';

/** What a file says of its picture before a pixel is decoded. */
export interface Container {
  /** Pixels as stored, before the orientation is applied. */
  readonly size: Size;
  /** 1..8, as EXIF has it. */
  readonly orientation: number;
  /** A TIFF block with EXIF tags: foreign bytes, of any length and form. */
  readonly exif: Uint8Array | undefined;
  /**
   * The least that the decoder needs: the first frame, its colours and its orientation, so that nothing else in the file
   * costs work. Undefined when the file is damaged or built to be slow.
   */
  readonly slim: () => Uint8Array | undefined;
  /** Decode it in a process that can be killed: what the header says does not bound the decoder's work. */
  readonly isolated: () => boolean;
  /** What the decoder itself does not look at: checksums, lengths of coded data, holes. Asked after `slim`, before decoding. */
  readonly isIntact?: () => Promise<boolean>;
  /**
   * Follows the codes to the last one, which takes a good part of decoding. Worth it when the decoded picture looks as if its end
   * were missing; absent where the decoder itself tells.
   */
  readonly isWholeToTheEnd?: () => boolean;
}

/** Colour profiles of cameras and scanners stay far below; beyond it one is left out. */
export const LARGEST_PROFILE = 4 * 1024 * 1024;

/** Shared by the readers: a plain view on the same bytes. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export function asciiAt(bytes: Uint8Array, at: number, length: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + at, Math.max(0, Math.min(length, bytes.length - at))).toString(
    'latin1',
  );
}
