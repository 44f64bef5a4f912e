import type { StoreContext } from '../ports/dialect.ts';
import type { Sealer, Sealing } from '../ports/encryption/sealing.ts';
import { createEncryptionRows } from './encryptionRows.ts';

export function createSealer(context: StoreContext, sealing: Sealing): Sealer {
  const rows = createEncryptionRows(context);
  return {
    get keyRing() {
      return sealing.keyRing;
    },
    seal: (blobs) => sealing.seal(rows, blobs),
    open: (blobs) => sealing.open(rows, blobs),
    rotate: (signal) => sealing.rotate(rows, signal),
  };
}
