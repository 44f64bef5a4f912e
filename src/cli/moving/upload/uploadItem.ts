import { TEXT_LENGTH } from '../../../domain/textLengths.ts';

/** One photo that is to be enrolled. */
export interface UploadItem {
  /** Of the file within its source; no other item has it. */
  readonly name: string;
  /** Items with the same key are photos of one person. */
  readonly person: string;
  readonly userData: string;
  readonly externalId: string | null;
  /** Persons lists, each by its id or by its text. */
  readonly lists: readonly string[];
  /** @throws errors of the system, Unfit */
  read(): Promise<Buffer>;
}

/** What is to be uploaded, and what cannot be. */
export interface UploadSource {
  readonly items: readonly UploadItem[];
  /** Known before anything is sent. */
  readonly unfit: readonly Rejected[];
  /** Files that are no pictures by their names. */
  readonly passedOver: number;
  close(): Promise<void>;
}

export interface Rejected {
  readonly name: string;
  readonly reason: string;
}

/** An item will never be taken as it is; the message is the reason. */
export class Unfit extends Error {
  override readonly name = 'Unfit';
}

/** Bodies of the API end there. */
export const LARGEST_PHOTO = 64 * 1024 * 1024;

const PICTURE_NAME = /\.(jpe?g|jpe|jfif|png|gif|bmp|dib|tiff?|webp|p[bgpn]m)$/i;

/** Whether a file is a picture, by its name; files that systems hide away beside pictures are none. */
export function isPictureName(path: string): boolean {
  const name = path.split('/').at(-1) ?? '';
  return !name.startsWith('.') && !path.startsWith('__MACOSX/') && PICTURE_NAME.test(name);
}

/** Why the texts of a person would be refused. */
export function textProblem(userData: string, externalId: string | null): string | undefined {
  if ([...userData].length > TEXT_LENGTH.data) return `user_data has more than ${TEXT_LENGTH.data} characters`;
  if (externalId !== null && [...externalId].length > TEXT_LENGTH.externalId) {
    return `external_id has more than ${TEXT_LENGTH.externalId} characters`;
  }
  return /\0/.test(userData + (externalId ?? '')) ? 'a NUL character' : undefined;
}
