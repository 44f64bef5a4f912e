import { crc32 } from 'node:zlib';
import { DAMAGES } from '../images/damage.ts';
import type { Random } from './random.ts';

type Mutation = (bytes: Buffer, random: Random, other: Buffer) => Buffer;

const EDGES = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];
/** Where headers, tables and directories lie: twice as much of the damage goes there. */
const HEAD = 512;

function place(bytes: Buffer, random: Random): number {
  return random.below(Math.max(1, random.chance(0.5) ? Math.min(HEAD, bytes.length) : bytes.length));
}

function replacedRange(bytes: Buffer, from: number, to: number, piece: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, from), piece, bytes.subarray(to)]);
}

/** Ways in which bytes are changed without knowing what they mean. */
export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'bits flipped': (bytes, random) => {
    const copy = Buffer.from(bytes);
    for (let times = 1 + random.below(8); times > 0; times--) {
      const at = place(copy, random);
      copy[at] = (copy[at] as number) ^ (1 << random.below(8));
    }
    return copy;
  },
  'bytes set': (bytes, random) => {
    const copy = Buffer.from(bytes);
    for (let times = 1 + random.below(16); times > 0; times--)
      copy[place(copy, random)] = random.pick([0, 255, 127, 128, random.below(256)]);
    return copy;
  },
  'cut off': (bytes, random) => bytes.subarray(0, place(bytes, random)),
  'cut at the front': (bytes, random) => bytes.subarray(place(bytes, random)),
  'taken out': (bytes, random) => {
    const from = place(bytes, random);
    return replacedRange(bytes, from, from + 1 + random.below(64), Buffer.alloc(0));
  },
  inserted: (bytes, random) => {
    const at = place(bytes, random);
    return replacedRange(bytes, at, at, random.bytes(1 + random.below(64)));
  },
  repeated: (bytes, random) => {
    const from = place(bytes, random);
    const piece = bytes.subarray(from, from + 1 + random.below(200));
    return replacedRange(bytes, from, from, Buffer.concat(Array.from({ length: 1 + random.below(20) }, () => piece)));
  },
  'a length or offset': (bytes, random) => {
    const copy = Buffer.from(bytes);
    const width = random.pick([2, 4]);
    if (copy.length < width) return copy;
    const at = Math.min(place(copy, random), copy.length - width);
    const value = random.pick([...EDGES, copy.length, copy.length + 1, random.below(2 ** 16)]) % 2 ** (8 * width);
    if (random.chance(0.5)) copy.writeUIntBE(value, at, width);
    else copy.writeUIntLE(value, at, width);
    return copy;
  },
  spliced: (bytes, random, other) =>
    Buffer.concat([bytes.subarray(0, place(bytes, random)), other.subarray(place(other, random))]),
  'a piece of another': (bytes, random, other) => {
    const from = place(other, random);
    const piece = other.subarray(from, from + 1 + random.below(128));
    const at = place(bytes, random);
    return replacedRange(bytes, at, at + piece.length, piece);
  },
  'text changed': (bytes, random) => {
    const at = place(bytes, random);
    return replacedRange(
      bytes,
      at,
      at + 1,
      Buffer.from(random.pick(['-1', '99999999999', '\0', '\n', ' ', '#', '0', '65536'])),
    );
  },
  damaged: (bytes, random) => random.pick(Object.values(DAMAGES))(bytes),
};

export interface Mutant {
  /** What was done to it. */
  readonly how: string;
  readonly bytes: Buffer;
}

/** Bytes changed in one to three ways. Checksums fit again in every second one, so that it gets past them. @param other of the same kind or not */
export function mutate(bytes: Buffer, other: Buffer, random: Random): Mutant {
  const names = Array.from({ length: 1 + random.below(random.pick([1, 1, 3])) }, () =>
    random.pick(Object.keys(MUTATIONS)),
  );
  const changed = names.reduce((before, name) => (MUTATIONS[name] as Mutation)(before, random, other), bytes);
  if (!random.chance(0.5)) return { how: names.join(', '), bytes: changed };
  return { how: `${names.join(', ')}, checksums mended`, bytes: withChecksums(changed) };
}

/** Of a PNG those of all chunks that can be found, of a descriptor file the one at its end; others have none. */
function withChecksums(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  if (copy.toString('latin1', 0, 4) === 'LB3D' && copy.length > 8) {
    copy.writeUInt32LE(crc32(copy.subarray(0, -4)), copy.length - 4);
  } else if (copy.toString('latin1', 0, 4) === 'LB3X') {
    mendArchive(copy);
  } else if (copy[0] === 0x89) {
    for (let at = 8; at + 12 <= copy.length; at += 12 + copy.readUInt32BE(at)) {
      const end = at + 8 + copy.readUInt32BE(at);
      if (end + 4 > copy.length) break;
      copy.writeUInt32BE(crc32(copy.subarray(at + 4, end)), end);
    }
  }
  return copy;
}

/** Records of an archive: three lengths, what they are of, a checksum. */
function mendArchive(copy: Buffer): void {
  for (let at = 5; at + 16 <= copy.length; ) {
    const lengths = [0, 4, 8].map((offset) => copy.readUInt32LE(at + offset));
    const end = at + 12 + lengths.reduce((sum, length) => sum + length, 0);
    if (end === at + 12 || end + 4 > copy.length) return;
    copy.writeUInt32LE(crc32(copy.subarray(at, end)), end);
    at = end + 4;
  }
}
