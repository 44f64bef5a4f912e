import { viewOf } from '../containers/container.ts';

export interface JpegComponent {
  readonly id: number;
  readonly horizontal: number;
  readonly vertical: number;
  readonly quantTable: number;
}

export interface JpegFrame {
  /** The SOF marker's second byte: 0xc0 baseline, 0xc1 extended, 0xc2 progressive, 0xc9 and 0xca arithmetic. */
  readonly marker: number;
  readonly precision: number;
  readonly width: number;
  readonly height: number;
  readonly components: readonly JpegComponent[];
}

/** A definition of a Huffman table: how many codes there are of each length 1..16, and their symbols. */
export interface HuffmanDefinition {
  readonly counts: Uint8Array;
  readonly symbols: Uint8Array;
}

export interface JpegTables {
  /** By class (0 DC, 1 AC) times 16 plus id. */
  readonly huffman: Map<number, HuffmanDefinition>;
  /** The first step of each quantisation table, which DC values are multiplied by. */
  readonly dcSteps: Map<number, number>;
}

export interface JpegScan {
  readonly components: readonly { readonly id: number; readonly dcTable: number; readonly acTable: number }[];
  readonly spectralStart: number;
  readonly spectralEnd: number;
  readonly approximation: number;
  /** It brings further bits of coefficients that came before. */
  readonly refines: boolean;
}

export function readFrame(marker: number, body: Uint8Array): JpegFrame | undefined {
  if (body.length < 6) return undefined;
  const view = viewOf(body);
  const count = body[5] as number;
  if (count < 1 || count > 4 || body.length < 6 + count * 3) return undefined;
  const components: JpegComponent[] = [];
  for (let index = 0; index < count; index++) {
    const at = 6 + index * 3;
    const sampling = body[at + 1] as number;
    const [horizontal, vertical] = [sampling >> 4, sampling & 15];
    if (horizontal < 1 || horizontal > 4 || vertical < 1 || vertical > 4) return undefined;
    components.push({ id: body[at] as number, horizontal, vertical, quantTable: body[at + 2] as number });
  }
  return { marker, precision: body[0] as number, width: view.getUint16(3), height: view.getUint16(1), components };
}

/** False when the segment is no good. */
export function readHuffmanTables(body: Uint8Array, { huffman }: JpegTables): boolean {
  let at = 0;
  while (at + 17 <= body.length) {
    const counts = body.subarray(at + 1, at + 17);
    const total = counts.reduce((sum, count) => sum + count, 0);
    if (total > 256 || at + 17 + total > body.length) return false;
    huffman.set(body[at] as number, { counts, symbols: body.subarray(at + 17, at + 17 + total) });
    at += 17 + total;
  }
  return at === body.length;
}

/** False when the segment is no good; a step of zero wipes out what it divides, and no encoder writes it. */
export function readQuantTables(body: Uint8Array, { dcSteps }: JpegTables): boolean {
  const view = viewOf(body);
  let at = 0;
  while (at < body.length) {
    const head = body[at] as number;
    const stepBytes = head >> 4 ? 2 : 1;
    if (at + 1 + 64 * stepBytes > body.length) return false;
    for (let index = 0; index < 64; index++) {
      const stepAt = at + 1 + index * stepBytes;
      const step = stepBytes === 2 ? view.getUint16(stepAt) : view.getUint8(stepAt);
      if (step === 0) return false;
      if (index === 0) dcSteps.set(head & 15, step);
    }
    at += 1 + 64 * stepBytes;
  }
  return true;
}

export function readScan(body: Uint8Array): JpegScan | undefined {
  const count = body[0] ?? 0;
  if (count < 1 || count > 4 || body.length < 4 + count * 2) return undefined;
  return {
    components: Array.from({ length: count }, (_, index) => {
      const tables = body[2 + index * 2] as number;
      return { id: body[1 + index * 2] as number, dcTable: tables >> 4, acTable: tables & 15 };
    }),
    spectralStart: body[1 + count * 2] as number,
    spectralEnd: body[2 + count * 2] as number,
    approximation: (body[3 + count * 2] as number) & 15,
    refines: (body[3 + count * 2] as number) >> 4 > 0,
  };
}

/** Where coded data ends: at a marker that is no restart, or at the end of the bytes. */
export function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) return at;
    if (next === 0 || next === 0xff || (next >= 0xd0 && next <= 0xd7)) continue;
    return at;
  }
  return bytes.length;
}
