/** What `/healthcheck` asks. */
export interface Health {
  /** Resolves when everything that requests depend on answers; rejects otherwise. */
  check(): Promise<void>;
}
