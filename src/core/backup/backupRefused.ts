/** The file is no backup that can be restored here, or the place is not one to restore to. One sentence for the operator. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';
}
