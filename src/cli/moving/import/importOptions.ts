import type { RemoteOptions } from '../remote/remoteOptions.ts';

export interface ImportOptions extends RemoteOptions {
  /** One of the three. */
  readonly from?: URL;
  /** Tables of Backport 3: `postgres://…` or `oracle://…`. */
  readonly fromDb?: URL;
  readonly archive?: string;
  readonly passphraseFile?: string;
  /** E-mail or id there, with `fromDb`. */
  readonly dbAccount?: string;
  /** A bucket of the image store, `http://images:5020/1/buckets/portraits`, with `fromDb`. */
  readonly imageStore?: URL;
  /** E-mail of the account here, when the old server was logged in to by a token. */
  readonly as?: string;
  /** Folder with `<descriptor id>.jpg`, looked into before the old server is asked. */
  readonly portraits?: string;
  readonly rate: number;
  readonly parallel: number;
  readonly all?: true;
  readonly again?: true;
  readonly merge?: true;
  readonly removeMany?: true;
  readonly selfMatch: number;
  readonly acceptFaceless?: true;
  readonly journal?: string;
  readonly report?: string;
  readonly dryRun?: true;
  readonly json?: true;
}
