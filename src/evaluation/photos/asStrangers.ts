import type { PhotoFolder } from './photo.ts';

/**
 * Each photo of a person without a name shows somebody of whom there is no other photo: false matches can be counted without knowing anybody.
 * Two files that show one person after all are named in `same-people.csv`.
 */
export function asStrangers(folder: PhotoFolder): PhotoFolder {
  const photos = folder.photos.map((photo) =>
    photo.identity === undefined && photo.faces !== 0 ? { ...photo, identity: photo.file } : photo,
  );
  return { ...folder, photos };
}
