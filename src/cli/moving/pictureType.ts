import { PICTURE_FORMATS, pictureFormat } from '../../domain/pictures/pictureFormats.ts';

/** The content type of a picture by its first bytes; undefined for what the API does not take. */
export function pictureType(bytes: Uint8Array): string | undefined {
  const format = pictureFormat(bytes);
  const type = format && PICTURE_FORMATS[format].contentTypes[0];
  return type && `image/${type}`;
}
