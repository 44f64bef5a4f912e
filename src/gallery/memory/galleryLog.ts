/** What the gallery tells the operator; never a vector. */
export interface GalleryLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export const silentLog: GalleryLog = { info() {}, warn() {}, error() {} };
