import type { HuffmanDefinition, JpegFrame, JpegScan, JpegTables } from './jpegSegments.ts';

/** DC values of 8-bit samples lie within ±1024; encoders that round badly stay far below twice that. */
const FARTHEST_DC = 2048;
const MOST_AC_BITS = 10;
const MOST_DC_BITS = 11;
/** Bytes that an encoder may leave between the last block and the marker. */
const SPARE_BYTES = 2;

interface ScanComponent {
  readonly blocks: number;
  readonly dc: Uint16Array;
  readonly ac: Uint16Array;
  /** Largest absolute DC value, in quantisation steps. */
  readonly farthest: number;
}

/**
 * Walks through the Huffman codes of a sequential scan without making pixels, and tells whether they are whole: each code
 * exists, each block has 64 coefficients, brightness stays in its range, restart markers come in turn, and the data ends
 * where the last block does. libjpeg draws grey or smears where they are not, mostly without a word.
 * @param data the scan's bytes, up to its marker
 */
export function isWholeScan(data: Uint8Array, frame: JpegFrame, scan: JpegScan, tables: JpegTables, interval: number) {
  const plan = planOf(frame, scan, tables);
  if (!plan) return false;
  const { components, units } = plan;
  const buffer = new Uint8Array(data.length + 4);
  let from = 0;
  let left = units;
  for (let restart = 0; left > 0; restart++) {
    const { end, length } = unstuff(data, from, buffer);
    const wanted = interval > 0 ? Math.min(interval, left) : left;
    const used = walkUnits(buffer, length, components, wanted);
    if (used === undefined) return false;
    left -= wanted;
    if (length - used > SPARE_BYTES) return false;
    if (left > 0 && (end + 1 >= data.length || data[end + 1] !== 0xd0 + (restart & 7))) return false;
    from = end + 2;
  }
  return from >= data.length || isFill(data, from);
}

/** A last restart marker behind the last unit is odd but harmless. */
function isFill(data: Uint8Array, from: number): boolean {
  return data.length - from <= SPARE_BYTES;
}

function planOf(frame: JpegFrame, scan: JpegScan, tables: JpegTables) {
  const most = (side: 'horizontal' | 'vertical') => Math.max(...frame.components.map((component) => component[side]));
  const [horizontal, vertical] = [most('horizontal'), most('vertical')];
  const components: ScanComponent[] = [];
  let units = Math.ceil(frame.width / (8 * horizontal)) * Math.ceil(frame.height / (8 * vertical));
  for (const { id, dcTable, acTable } of scan.components) {
    const component = frame.components.find((candidate) => candidate.id === id);
    const dc = tables.huffman.get(dcTable);
    const ac = tables.huffman.get(16 + acTable);
    if (!component || !dc || !ac) return undefined;
    const step = tables.dcSteps.get(component.quantTable);
    if (step === undefined) return undefined;
    const alone = scan.components.length === 1;
    if (alone) {
      units =
        Math.ceil((frame.width * component.horizontal) / (8 * horizontal)) *
        Math.ceil((frame.height * component.vertical) / (8 * vertical));
    }
    const [dcLookup, acLookup] = [lookupOf(dc), lookupOf(ac)];
    if (!dcLookup || !acLookup) return undefined;
    components.push({
      blocks: alone ? 1 : component.horizontal * component.vertical,
      dc: dcLookup,
      ac: acLookup,
      farthest: FARTHEST_DC / step + 1,
    });
  }
  return { components, units };
}

/** By the next 16 bits: length of the code times 256 plus its symbol; 0 where there is no code. Undefined for no prefix code. */
function lookupOf({ counts, symbols }: HuffmanDefinition): Uint16Array | undefined {
  const lookup = new Uint16Array(65_536);
  let code = 0;
  let symbol = 0;
  for (let length = 1; length <= 16; length++) {
    for (let index = 0; index < (counts[length - 1] as number); index++) {
      const span = 1 << (16 - length);
      if (code + span > 65_536) return undefined;
      lookup.fill((length << 8) | (symbols[symbol++] as number), code, code + span);
      code += span;
    }
  }
  return lookup;
}

/** Copies data up to the next restart marker, FF 00 as FF. */
function unstuff(data: Uint8Array, from: number, to: Uint8Array): { end: number; length: number } {
  let length = 0;
  let at = from;
  for (; at < data.length; at++) {
    const byte = data[at] as number;
    if (byte === 0xff) {
      let next = at + 1;
      while (data[next] === 0xff) next++;
      if (data[next] !== 0) {
        at = next < data.length ? next - 1 : data.length;
        break;
      }
      at = next;
    }
    to[length++] = byte;
  }
  // Codes read on into ones, as encoders pad.
  to.fill(0xff, length, length + 4);
  return { end: at, length };
}

/** The 16 bits that begin with that one. */
function bitsAt(buffer: Uint8Array, bit: number): number {
  const at = bit >>> 3;
  const three = ((buffer[at] as number) << 16) | ((buffer[at + 1] as number) << 8) | (buffer[at + 2] as number);
  return (three >>> (8 - (bit & 7))) & 0xffff;
}

/** Bytes used by that many units; undefined when their codes are not whole. */
function walkUnits(
  buffer: Uint8Array,
  length: number,
  components: readonly ScanComponent[],
  units: number,
): number | undefined {
  const last = length * 8;
  const predictions = new Int32Array(components.length);
  let bit = 0;
  for (let unit = 0; unit < units; unit++) {
    for (let index = 0; index < components.length; index++) {
      const { blocks, dc, ac, farthest } = components[index] as ScanComponent;
      for (let block = 0; block < blocks; block++) {
        const dcCode = dc[bitsAt(buffer, bit)] as number;
        const dcBits = dcCode & 0xff;
        if (dcCode === 0 || dcBits > MOST_DC_BITS) return undefined;
        bit += dcCode >> 8;
        if (dcBits > 0) {
          const value = bitsAt(buffer, bit) >>> (16 - dcBits);
          const difference = value >>> (dcBits - 1) ? value : value - (1 << dcBits) + 1;
          const prediction = (predictions[index] as number) + difference;
          if (Math.abs(prediction) > farthest) return undefined;
          predictions[index] = prediction;
          bit += dcBits;
        }
        for (let coefficient = 1; coefficient < 64; coefficient++) {
          const acCode = ac[bitsAt(buffer, bit)] as number;
          if (acCode === 0) return undefined;
          const run = (acCode >> 4) & 15;
          const acBits = acCode & 15;
          bit += (acCode >> 8) + acBits;
          if (acBits === 0) {
            if (run < 15) break;
            coefficient += 15;
            continue;
          }
          coefficient += run;
          if (coefficient > 63 || acBits > MOST_AC_BITS) return undefined;
        }
        if (bit > last) return undefined;
      }
    }
  }
  return (bit + 7) >>> 3;
}
