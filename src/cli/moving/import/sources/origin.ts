import type { Inventory } from '../inventory.ts';
import type { OldAccount } from '../old/oldAccount.ts';
import type { FaceSource } from './faceSource.ts';

/** What is moved, wherever it is. */
export interface Origin {
  readonly account: OldAccount;
  readonly inventory: Inventory;
  readonly source: FaceSource;
  close(): void;
}
