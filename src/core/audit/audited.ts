/** What happened, in the words of the log. Values are never a picture, a vector or a secret. */
export interface Audited {
  readonly action: string;
  readonly operation: string;
  /** HTTP status of the answer. */
  readonly status: number;
  /** Its id, where it was a request. */
  readonly request?: string;
  /** Who, from where, with what: names and values by turns. They are erased together, and the id of the request with them. */
  readonly facts: readonly string[];
  /** Ids that the request named or its answer holds, and how many there are beyond them. Each is erased for itself. */
  readonly objects: readonly (readonly [name: string, value: string])[];
}

/** The fact that tells whose credentials were right. */
export const ACCOUNT_FACT = 'account';
