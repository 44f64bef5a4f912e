import { describe, expect, test } from 'vitest';
import { isAcceptedName, isDecodedName } from './pictureNames.ts';

describe('names of pictures', () => {
  test.each([
    'Ann/1.jpg',
    '1.JPEG',
    'a.jpe',
    'a.jfif',
    'a.png',
    'a.gif',
    'a.bmp',
    'a.dib',
    'a.tif',
    'a.tiff',
    'a.webp',
    'a.pbm',
    'a.pgm',
    'a.ppm',
    'a.pnm',
  ])('%s is decoded and accepted', (name) => expect([isDecodedName(name), isAcceptedName(name)]).toEqual([true, true]));

  test('AVIF is decoded, but the API has no content type for it', () => {
    expect([isDecodedName('a.avif'), isAcceptedName('a.avif')]).toEqual([true, false]);
  });

  test.each(['a.txt', 'jpg', 'a.jpg.txt', 'Ann/._1.jpg', '.1.jpg', '__MACOSX/1.jpg', 'a.heic'])(
    '%s is no picture',
    (name) => expect([isDecodedName(name), isAcceptedName(name)]).toEqual([false, false]),
  );
});
