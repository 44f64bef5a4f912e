import sharp from 'sharp';

/** Files of one photo in the formats that the service takes, by name. Sides of 250 pixels keep the uncompressed ones small. */
export const ENCODINGS: Readonly<Record<string, (photo: Buffer) => Promise<Buffer>>> = {
  JPEG: (photo) => sharp(photo).jpeg({ quality: 90 }).toBuffer(),
  'JPEG, progressive': (photo) => sharp(photo).jpeg({ quality: 90, progressive: true }).toBuffer(),
  'JPEG, by mozjpeg': (photo) => sharp(photo).jpeg({ mozjpeg: true }).toBuffer(),
  'JPEG, 4:4:4': (photo) => sharp(photo).jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer(),
  'JPEG, grey': (photo) => sharp(photo).greyscale().jpeg({ optimiseCoding: false }).toBuffer(),
  PNG: (photo) => sharp(photo).png().toBuffer(),
  'PNG, interlaced': (photo) => sharp(photo).png({ progressive: true, compressionLevel: 1 }).toBuffer(),
  GIF: (photo) => sharp(photo).gif().toBuffer(),
  'TIFF, uncompressed': (photo) => sharp(photo).tiff({ compression: 'none' }).toBuffer(),
  'TIFF, LZW': (photo) => sharp(photo).tiff({ compression: 'lzw' }).toBuffer(),
  'TIFF, Deflate': (photo) => sharp(photo).tiff({ compression: 'deflate', predictor: 'horizontal' }).toBuffer(),
  'TIFF, JPEG': (photo) => sharp(photo).tiff({ compression: 'jpeg' }).toBuffer(),
  'TIFF, PackBits': (photo) => sharp(photo).tiff({ compression: 'packbits' }).toBuffer(),
  WebP: (photo) => sharp(photo).webp().toBuffer(),
  'WebP, lossless': (photo) => sharp(photo).webp({ lossless: true }).toBuffer(),
  BMP: toBmp,
  PNM: toPpm,
};

async function toPpm(photo: Buffer): Promise<Buffer> {
  const { data, info } = await sharp(photo)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return Buffer.concat([Buffer.from(`P6 ${info.width} ${info.height} 255\n`), data]);
}

/** 24 bits, rows from the bottom. */
async function toBmp(photo: Buffer): Promise<Buffer> {
  const { data, info } = await sharp(photo)
    .flip()
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const stride = Math.ceil((width * 3) / 4) * 4;
  const bytes = Buffer.alloc(54 + stride * height);
  bytes.write('BM');
  bytes.writeUInt32LE(bytes.length, 2);
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(height, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  for (let row = 0; row < height; row++) {
    for (let at = 0; at < width * 3; at += 3) {
      const to = 54 + row * stride + at;
      bytes[to] = data[row * width * 3 + at + 2] as number;
      bytes[to + 1] = data[row * width * 3 + at + 1] as number;
      bytes[to + 2] = data[row * width * 3 + at] as number;
    }
  }
  return bytes;
}
