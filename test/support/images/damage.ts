/** Ways in which a file is harmed between camera and service, each a pure function of the file. */
export const DAMAGES = {
  /** A transfer that broke off. */
  'cut in half': (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1),
  /** A tenth missing. */
  'cut near the end': (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length * 0.9)),
  /** A receiver that puts the end of the file behind what it has. */
  'cut, end marker behind': (bytes: Buffer) =>
    Buffer.concat([bytes.subarray(0, bytes.length >> 1), bytes.subarray(bytes.length - endLength(bytes))]),
  /** The same, a row or two before the end. */
  'cut at the end, marker behind': (bytes: Buffer) =>
    Buffer.concat([
      bytes.subarray(0, Math.floor(bytes.length * 0.985)),
      bytes.subarray(bytes.length - endLength(bytes)),
    ]),
  /** Blocks that were never written to the disk. */
  'zeros in the middle': (bytes: Buffer) => overwritten(bytes, 0.4, 0.6, () => 0),
  'few zeros in the middle': (bytes: Buffer) => overwritten(bytes, 0.5, 0.52, () => 0),
  'zeros to the end': (bytes: Buffer) => overwritten(bytes, 0.5, 1, () => 0),
  /** Somebody else's block. */
  'noise in the middle': (bytes: Buffer) => overwritten(bytes, 0.4, 0.6, noise(bytes.length)),
} as const;

export type Damage = keyof typeof DAMAGES;

/** What files of the kind end with: EOI; IEND; the trailer of a GIF; others have no end. */
function endLength(bytes: Buffer): number {
  switch (bytes[0]) {
    case 0xff:
      return 2;
    case 0x89:
      return 12;
    case 0x47:
      return 1;
    default:
      return 0;
  }
}

function overwritten(bytes: Buffer, from: number, to: number, next: () => number): Buffer {
  const copy = Buffer.from(bytes);
  for (let at = Math.floor(copy.length * from); at < Math.floor(copy.length * to); at++) copy[at] = next();
  return copy;
}

/** Random bytes that are the same each time. */
function noise(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 0xff;
  };
}
