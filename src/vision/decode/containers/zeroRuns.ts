/** That many zero bytes in a row are a hole in a photo. Large flat areas are coded in zeros, up to a byte for 11 000 pixels. */
const HOLE_BYTES = 32;
const HOLE_PIXELS_A_BYTE = 5000;
/** Bits a pixel that large flat areas stay below: many pixels are copied at once. */
const FLAT_BITS = 1;

function holeFor(pixels: number): Buffer {
  return Buffer.alloc(HOLE_BYTES + Math.ceil(pixels / HOLE_PIXELS_A_BYTE));
}

/** Whether there is such a run at all, for who does not follow the codes. */
export function hasZeroRun(data: Uint8Array, pixels: number): boolean {
  return Buffer.from(data.buffer, data.byteOffset, data.length).includes(holeFor(pixels));
}

/** Looks at runs of zeros in prefix codes while a decoder walks through them. */
export interface ZeroRuns {
  /** Whether a run has just ended that stood for too few pixels. */
  readonly isHole: (bit: number, pixel: number) => boolean;
}

/**
 * @param data the bytes that bits are counted in
 * @param pixels of the picture
 */
export function watchZeroRuns(data: Uint8Array, pixels: number): ZeroRuns {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.length);
  const hole = holeFor(pixels);
  let [from, to] = [0, 0];
  let begin: { readonly bit: number; readonly pixel: number } | undefined;
  const findNext = () => {
    begin = undefined;
    const at = bytes.indexOf(hole, to >> 3);
    let end = at + hole.length;
    while (at >= 0 && bytes[end] === 0) end++;
    [from, to] = at < 0 ? [Infinity, Infinity] : [at * 8, end * 8];
  };
  findNext();
  return {
    isHole: (bit, pixel) => {
      if (bit < from) return false;
      begin ??= { bit, pixel };
      if (bit < to) return false;
      const [codes, made] = [bit - begin.bit, pixel - begin.pixel];
      // One that ended among the tables before the pixels is none.
      const isHole = made > 0 && codes >= made * FLAT_BITS;
      findNext();
      return isHole;
    },
  };
}
