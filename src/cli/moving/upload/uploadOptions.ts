import type { RemoteOptions } from '../remote/remoteOptions.ts';

export type WhichFaces = 'largest' | 'only' | 'all';
/** What to do with a photo that is there already. */
export type OnDuplicate = 'skip' | 'attach' | 'report';

export interface UploadOptions extends RemoteOptions {
  readonly to: URL;
  readonly list: readonly string[];
  readonly faces: WhichFaces;
  readonly sameBytes: OnDuplicate;
  /** Similarity from which on a face is that of a person in the list already. */
  readonly similar?: number;
  readonly onSimilar: OnDuplicate;
  readonly minScore?: number;
  readonly maxAngle?: number;
  readonly minQuality?: number;
  readonly parallel: number;
  readonly journal?: string;
  readonly report?: string;
  readonly dryRun?: true;
  readonly json?: true;
}
