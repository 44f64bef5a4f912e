/** One error of the wire. `detail` holds `{}` where a value is inserted (contract 80: byte-exact texts). */
export interface ErrorEntry {
  readonly code: number;
  readonly status: number;
  readonly desc: string;
  readonly detail: string;
}
