import type { Photo, PhotoFolder } from './photo.ts';

/**
 * Takes each photo of somebody without a name for the only photo of a person, so that false matches can be counted without knowing anybody.
 * Two files that do show one person belong into `same-people.csv`.
 */
export function asStrangers(folder: PhotoFolder): PhotoFolder {
  const photos = folder.photos.map((photo) =>
    photo.identity === undefined && photo.faces !== 0 ? { ...photo, identity: photo.file } : photo,
  );
  return { ...folder, photos };
}

/** Whether the photo is one that `asStrangers` gave a person of its own. */
export function isStranger({ identity, file }: Pick<Photo, 'identity' | 'file'>): boolean {
  return identity === file;
}
