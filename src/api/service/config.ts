/** What `/config` needs. */
export interface ConfigResource {
  /** Whether the `Authorization` header carries the administrator's key. */
  opens(authorization: string | undefined): boolean;
  /** Settings in force by their names, secrets hidden. */
  readonly shown: Readonly<Record<string, unknown>>;
}
