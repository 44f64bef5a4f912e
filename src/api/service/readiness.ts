/** What `/readyz` asks. */
export interface Readiness {
  /** Soon resolves when requests can be served; rejects otherwise, with the reason for the log. */
  check(): Promise<void>;
}
