import sharp from 'sharp';

interface Pixels {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

async function rgb(image: Buffer): Promise<Pixels> {
  const { data, info } = await sharp(image)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** Uncompressed 24-bit BMP, rows from the bottom. */
export async function toBmp(image: Buffer): Promise<Buffer> {
  const { data, width, height } = await rgb(image);
  const stride = Math.ceil((width * 3) / 4) * 4;
  const out = Buffer.alloc(54 + stride * height);
  out.write('BM');
  out.writeUInt32LE(out.length, 2);
  out.writeUInt32LE(54, 10);
  out.writeUInt32LE(40, 14);
  out.writeInt32LE(width, 18);
  out.writeInt32LE(height, 22);
  out.writeUInt16LE(1, 26);
  out.writeUInt16LE(24, 28);
  out.writeUInt32LE(stride * height, 34);
  for (let y = 0; y < height; y++) {
    const row = 54 + (height - 1 - y) * stride;
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 3;
      out[row + x * 3] = data[from + 2] ?? 0;
      out[row + x * 3 + 1] = data[from + 1] ?? 0;
      out[row + x * 3 + 2] = data[from] ?? 0;
    }
  }
  return out;
}

/** Netpbm: P6 binary colour, P3 colour in decimal, P5 binary grey, P4 black and white. */
export async function toPnm(image: Buffer, kind: 'P3' | 'P4' | 'P5' | 'P6' = 'P6'): Promise<Buffer> {
  const { data, width, height } = await rgb(image);
  const header = Buffer.from(`${kind}\n# acceptance\n${width} ${height}\n255\n`);
  if (kind === 'P6') {
    return Buffer.concat([header, data]);
  }
  if (kind === 'P3') {
    return Buffer.concat([header, Buffer.from([...data].join(' '))]);
  }
  const grey = Buffer.alloc(width * height);
  for (let i = 0; i < grey.length; i++) {
    grey[i] = ((data[i * 3] ?? 0) * 299 + (data[i * 3 + 1] ?? 0) * 587 + (data[i * 3 + 2] ?? 0) * 114) / 1000;
  }
  if (kind === 'P5') {
    return Buffer.concat([header, grey]);
  }
  const rowBytes = Math.ceil(width / 8);
  const bits = Buffer.alloc(rowBytes * height);
  for (const [i, level] of grey.entries()) {
    const at = Math.floor(i / width) * rowBytes + ((i % width) >> 3);
    if (level < 128) bits.writeUInt8(bits.readUInt8(at) | (0x80 >> ((i % width) & 7)), at);
  }
  return Buffer.concat([Buffer.from(`P4\n${width} ${height}\n`), bits]);
}

/** GIF with these pictures as its frames; they must be of one size. */
export function toAnimatedGif(one: Buffer, other: Buffer): Promise<Buffer> {
  return sharp([one, other], { join: { animated: true } })
    .gif()
    .toBuffer();
}

/** The picture stored turned, with the EXIF orientation that a viewer must undo. */
export async function withOrientation(image: Buffer, orientation: 3 | 6 | 8): Promise<Buffer> {
  const turn = { 3: 180, 6: 270, 8: 90 }[orientation];
  return sharp(await sharp(image).rotate(turn).toBuffer())
    .withMetadata({ orientation })
    .jpeg({ quality: 95 })
    .toBuffer();
}

/** The picture with tags of a camera. */
export function withExif(image: Buffer): Promise<Buffer> {
  const tags = { Make: 'Acme', Model: 'Model X', Artist: 'A. Nobody', DateTime: '2018:05:10 12:41:25' };
  return sharp(image).withExif({ IFD0: tags }).jpeg({ quality: 95 }).toBuffer();
}

/** A PNG that is nothing but a header that promises this size. */
export function lyingPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(33);
  header.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  header.writeUInt32BE(13, 8);
  header.write('IHDR', 12);
  header.writeUInt32BE(width, 16);
  header.writeUInt32BE(height, 20);
  header.set([8, 2, 0, 0, 0], 24);
  header.writeUInt32BE(crc32(header.subarray(12, 29)), 29);
  return header;
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) {
      crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** A small valid ZIP archive with one empty entry. */
export function zip(): Buffer {
  const name = Buffer.from('face.jpg');
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length, 16);
  return Buffer.concat([local, name, central, name, end]);
}
