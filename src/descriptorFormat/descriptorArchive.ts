import { setImmediate } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { BadDescriptorFile } from '../domain/errors.ts';
import type { Embedding } from '../vision/face.ts';
import { decodeDescriptor, encodeDescriptor, requireMagic } from './descriptorFile.ts';

/**
 * Descriptors with their portraits in one file that can be written while it is sent, all numbers little endian
 * (docs/developers/descriptor-format.md): `LB3X`, version (1 byte); then records: three lengths (4 bytes each) of descriptor file,
 * portrait (JPEG) and label (JSON), these three, CRC-32 of the record so far (4 bytes); then a record of three lengths 0
 * and the number of records (4 bytes), which shows a reader that nothing was cut off.
 */
const MAGIC = 'LB3X';
const VERSION = 1;
const HEADER = 5;
const LENGTHS = 12;
const TRAILER = 4;
const LONGEST_LABEL = 4096;
const MOST_DESCRIPTORS = 10_000;

export interface ArchiveRecord {
  readonly embedding: Embedding;
  /** JPEG; undefined where there is none. */
  readonly portrait: Uint8Array | undefined;
  /** What the record is of, for people and programs that read the file elsewhere. */
  readonly label: object;
}

/** The pieces of an archive, each as soon as its record is there. */
export async function* encodeArchive(records: AsyncIterable<ArchiveRecord>): AsyncGenerator<Buffer> {
  yield Buffer.concat([Buffer.from(MAGIC, 'latin1'), Buffer.of(VERSION)]);
  let count = 0;
  for await (const { embedding, portrait = new Uint8Array(), label } of records) {
    const parts = [encodeDescriptor(embedding), portrait, Buffer.from(JSON.stringify(label))];
    const record = Buffer.concat([numbers(...parts.map(({ length }) => length)), ...parts]);
    yield Buffer.concat([record, numbers(crc32(record))]);
    count++;
  }
  yield numbers(0, 0, 0, count);
}

/**
 * The descriptors of an archive, in order. Portraits and labels are checked against damage and passed over. The work goes
 * in slices of about a millisecond, so that an archive as large as a body may be does not hold up others.
 * @throws BadDescriptorFile naming what was found
 */
export async function decodeArchive(file: Uint8Array): Promise<readonly Embedding[]> {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  requireMagic(bytes, MAGIC, VERSION, 'archive');
  const embeddings: Embedding[] = [];
  const slices = new Slices();
  let at = HEADER;
  for (;;) {
    if (at + LENGTHS + TRAILER > bytes.length) throw bad(`File ends within record ${embeddings.length + 1}.`);
    const descriptorLength = bytes.readUInt32LE(at);
    const portraitLength = bytes.readUInt32LE(at + 4);
    const labelLength = bytes.readUInt32LE(at + 8);
    const end = at + LENGTHS + descriptorLength + portraitLength + labelLength;
    if (end + TRAILER > bytes.length) throw bad(`File ends within record ${embeddings.length + 1}.`);
    const trailer = bytes.readUInt32LE(end);
    if (descriptorLength === 0) {
      const isLast = end === at + LENGTHS && end + TRAILER === bytes.length && trailer === embeddings.length;
      if (!isLast) throw bad(`End of file after ${embeddings.length} records is damaged.`);
      return embeddings;
    }
    if (labelLength > LONGEST_LABEL || (await slices.checksum(bytes.subarray(at, end))) !== trailer) {
      throw bad(`Record ${embeddings.length + 1} is damaged.`);
    }
    if (embeddings.length === MOST_DESCRIPTORS) throw bad(`File has more than ${MOST_DESCRIPTORS} descriptors.`);
    embeddings.push(decodeDescriptor(bytes.subarray(at + LENGTHS, at + LENGTHS + descriptorLength), 'archive'));
    at = end + TRAILER;
  }
}

const BYTES_PER_SLICE = 512 * 1024;
/** What the rest of the work on a record costs, in bytes that are checked in that time. */
const RECORD_COST = 8 * 1024;

/** Lets the event loop go round after each slice of a long work. */
class Slices {
  #left = BYTES_PER_SLICE;

  /** CRC-32 of a record. */
  async checksum(record: Uint8Array): Promise<number> {
    let sum = 0;
    await this.#spend(RECORD_COST);
    for (let at = 0; at < record.length; at += BYTES_PER_SLICE) {
      const piece = record.subarray(at, at + BYTES_PER_SLICE);
      sum = crc32(piece, sum);
      await this.#spend(piece.length);
    }
    return sum;
  }

  async #spend(bytes: number): Promise<void> {
    this.#left -= bytes;
    if (this.#left > 0) return;
    this.#left = BYTES_PER_SLICE;
    await setImmediate();
  }
}

function numbers(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => {
    bytes.writeUInt32LE(value, index * 4);
  });
  return bytes;
}

function bad(found: string): BadDescriptorFile {
  return new BadDescriptorFile('archive', found);
}
