/** Bytes; a larger body is cut off by the service, and the browser could only say that the connection broke. */
const LARGEST = 64 * 1024 * 1024;

export type PhotoProblem = 'notPicture' | 'tooLarge';

/** Why a file is not worth sending; undefined for one that is. */
export function problemOf(file: Blob): PhotoProblem | undefined {
  if (!file.type.startsWith('image/')) return 'notPicture';
  return file.size > LARGEST ? 'tooLarge' : undefined;
}

/** The first file of what was dropped, pasted or chosen. */
export function filesOf(transfer: DataTransfer | null): readonly File[] {
  return [...(transfer?.files ?? [])];
}
