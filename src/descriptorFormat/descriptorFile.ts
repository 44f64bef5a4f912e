import { crc32 } from 'node:zlib';
import { BadDescriptorFile } from '../domain/errors.ts';
import { TEXT_LENGTH } from '../domain/textLengths.ts';
import type { Embedding } from '../vision/face.ts';

/**
 * One descriptor as a file, all numbers little endian (docs/developers/descriptor-format.md):
 * `LB3D`, version (1 byte), length M of the model id (1 byte), dimension N (2 bytes), model id (M bytes), N float32,
 * CRC-32 of all that is before it (4 bytes).
 */
const MAGIC = 'LB3D';
const VERSION = 1;
const HEADER = 8;
const CHECKSUM = 4;
export const LARGEST_DIMENSION = 4096;
const MODEL_ID = new RegExp(`^[\\x21-\\x7e]{1,${TEXT_LENGTH.modelId}}$`);
/** How far a length may be from 1: float32 rounding is a thousand times smaller. */
const LENGTH_TOLERANCE = 1e-3;

export function encodeDescriptor({ modelId, vector }: Embedding): Buffer {
  if (!MODEL_ID.test(modelId)) throw new RangeError(`model id ${modelId} cannot be written`);
  const start = HEADER + modelId.length;
  const end = start + vector.length * 4;
  const bytes = Buffer.alloc(end + CHECKSUM);
  bytes.write(MAGIC, 0, 'latin1');
  bytes.writeUInt8(VERSION, 4);
  bytes.writeUInt8(modelId.length, 5);
  bytes.writeUInt16LE(vector.length, 6);
  bytes.write(modelId, HEADER, 'latin1');
  vector.forEach((component, index) => {
    bytes.writeFloatLE(component, start + index * 4);
  });
  bytes.writeUInt32LE(crc32(bytes.subarray(0, end)), end);
  return bytes;
}

/**
 * The model and the vector, bit for bit as they were written.
 * @param kind what the error names: the file itself, or the archive that it is in
 * @throws BadDescriptorFile naming what was found instead
 */
export function decodeDescriptor(file: Uint8Array, kind: BadDescriptorFile['kind'] = 'descriptor'): Embedding {
  const bad = (found: string) => new BadDescriptorFile(kind, found);
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  requireMagic(bytes, MAGIC, VERSION, kind);
  if (bytes.length < HEADER) throw bad(`A file of ${bytes.length} bytes is too short.`);
  const modelLength = bytes.readUInt8(5);
  const dimension = bytes.readUInt16LE(6);
  const start = HEADER + modelLength;
  const end = start + dimension * 4;
  if (dimension === 0 || dimension > LARGEST_DIMENSION) throw bad(`Dimension ${dimension} is not supported.`);
  if (bytes.length !== end + CHECKSUM) {
    throw bad(`File has ${bytes.length} bytes where its header says ${end + CHECKSUM}.`);
  }
  if (crc32(bytes.subarray(0, end)) !== bytes.readUInt32LE(end)) throw bad('Checksum does not fit the content.');
  const modelId = bytes.toString('latin1', HEADER, start);
  if (!MODEL_ID.test(modelId)) throw bad('Model id is not printable text.');
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, dimension * 4);
  const vector = new Float32Array(dimension);
  let squares = 0;
  for (let index = 0; index < dimension; index++) {
    const value = view.getFloat32(index * 4, true);
    vector[index] = value;
    squares += value * value;
  }
  const length = Math.sqrt(squares);
  if (!(Math.abs(length - 1) <= LENGTH_TOLERANCE)) throw bad(`Vector has the length ${length}, not 1.`);
  return { modelId, vector };
}

/** @throws BadDescriptorFile when the file begins with something else, or is of a later version */
export function requireMagic(bytes: Buffer, magic: string, version: number, kind: BadDescriptorFile['kind']): void {
  if (bytes.toString('latin1', 0, magic.length) !== magic) {
    const found = bytes.subarray(0, magic.length).toString('hex') || 'nothing';
    throw new BadDescriptorFile(kind, `File begins with ${found} (hex), not with ${magic}.`);
  }
  const [found] = bytes.subarray(magic.length);
  if (found !== version) throw new BadDescriptorFile(kind, `Format version ${found} is not ${version}.`);
}
