import { closeSync, fstatSync, openSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StoreRefused } from '../../store/sql/storeErrors.ts';

/**
 * Root may open the database of any user, and would leave files in it that its own user cannot write: the service would not
 * start again. The file system decides, since some give all files to one user, no matter who writes them.
 * @throws StoreRefused when what this process writes would not belong to the owner of the database
 */
export function requireOwner(directory: string, database: string): void {
  const owner = statSync(database, { throwIfNoEntry: false })?.uid;
  if (owner === undefined || owner === ownerOfNewFiles(directory)) return;
  throw new StoreRefused(
    'unusable-directory',
    `the database in ${database} belongs to the user with id ${owner}, who could not use what another user leaves there: ` +
      `run this as that user, for example with setpriv --reuid ${owner} --regid ${owner} --clear-groups`,
  );
}

function ownerOfNewFiles(directory: string): number {
  const probe = join(directory, 'owner-probe');
  const descriptor = openSync(probe, 'w', 0o600);
  try {
    return fstatSync(descriptor).uid;
  } finally {
    closeSync(descriptor);
    rmSync(probe, { force: true });
  }
}
