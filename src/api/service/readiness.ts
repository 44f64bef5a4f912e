/** What `/readyz` and `/livez` ask. */
export interface Readiness {
  /** Soon resolves when requests can be served; rejects otherwise, with the reason for the log. */
  check(): Promise<void>;
  /** False when only a restart of the process helps. */
  isAlive(): boolean;
}
