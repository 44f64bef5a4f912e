import { PICTURE_FORMATS } from './pictureFormats.ts';

const FORMATS = Object.values(PICTURE_FORMATS);
/** Whatever the engine decodes may be in a folder that it is tried on. */
const DECODED = endingIn(FORMATS.flatMap(({ endings }) => endings));
/** The API takes a picture by its content type: a format without one (AVIF) would be refused, file by file. */
const ACCEPTED = endingIn(FORMATS.flatMap(({ contentTypes, endings }) => (contentTypes.length > 0 ? endings : [])));

/** Whether a file is a picture that is decoded, by its name. */
export function isDecodedName(path: string): boolean {
  return DECODED.test(path) && !isHidden(path);
}

/** Whether a file is a picture that the API accepts, by its name. */
export function isAcceptedName(path: string): boolean {
  return ACCEPTED.test(path) && !isHidden(path);
}

/** Systems hide files away beside pictures that have their names and are none: `._1.jpg`, and all below `__MACOSX`. */
function isHidden(path: string): boolean {
  return path.startsWith('__MACOSX/') || path.slice(path.lastIndexOf('/') + 1).startsWith('.');
}

function endingIn(endings: readonly string[]): RegExp {
  return new RegExp(`\\.(?:${endings.join('|')})$`, 'i');
}
