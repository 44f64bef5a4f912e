/** What the store reports; a pino logger fits. Values of rows never go in. */
export interface StoreLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

export const SILENT_LOG: StoreLog = { info: () => undefined, warn: () => undefined };
