import { crc32, deflateRawSync } from 'node:zlib';

export interface ZippedFile {
  readonly name: string;
  readonly content: Buffer;
  /** What the directory says in place of the truth. */
  readonly lies?: { readonly size?: number; readonly offset?: number; readonly mode?: number };
}

/** A zip archive, deflated, also one that lies about what is in it. */
export function zipOf(files: readonly ZippedFile[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, lies = {} } of files) {
    const packed = deflateRawSync(content);
    const bytes = Buffer.from(name);
    const about = Buffer.alloc(22);
    about.writeUInt16LE(0x0800, 0);
    about.writeUInt16LE(8, 2);
    about.writeUInt32LE(crc32(content), 8);
    about.writeUInt32LE(packed.length, 12);
    about.writeUInt32LE(lies.size ?? content.length, 16);
    about.writeUInt16LE(bytes.length, 20);
    const local = Buffer.concat([Buffer.from('504b03041400', 'hex'), about, Buffer.alloc(2), bytes, packed]);
    const central = Buffer.alloc(16);
    central.writeUInt32LE(((lies.mode ?? 0o100644) << 16) >>> 0, 8);
    central.writeUInt32LE(lies.offset ?? offset, 12);
    directory.push(Buffer.concat([Buffer.from('504b010214031400', 'hex'), about, central.subarray(0, 16), bytes]));
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('504b0506', 'hex');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}
