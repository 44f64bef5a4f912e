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
