import { LARGEST_BODY } from '../parts/serviceNumbers.ts';

export type PhotoProblem = 'notPicture' | 'tooLarge';

/** Why a file is not worth sending; undefined for one that is. */
export function problemOf(file: Blob): PhotoProblem | undefined {
  if (!file.type.startsWith('image/')) return 'notPicture';
  return file.size > LARGEST_BODY ? 'tooLarge' : undefined;
}

/** The first file of what was dropped, pasted or chosen. */
export function filesOf(transfer: DataTransfer | null): readonly File[] {
  return [...(transfer?.files ?? [])];
}
