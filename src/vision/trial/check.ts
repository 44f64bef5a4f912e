/** One thing that a trial looked at. */
export interface Check {
  readonly check: string;
  /** `warning`: it works, and something is worth a look. */
  readonly state: 'ok' | 'warning' | 'bad';
  /** A sentence for people. */
  readonly found: string;
  readonly figures?: Readonly<Record<string, number>>;
}
