import { DomainError } from './errors.ts';

/** Whose requests a rate or a quota counts. */
export type LimitedBy = 'address' | 'token' | 'account';

/** More requests than the settings allow. */
export class TooManyRequests extends DomainError {
  readonly by: LimitedBy;
  readonly retryAfterSeconds: number;
  constructor(by: LimitedBy, retryAfterSeconds: number) {
    super(`too many requests of one ${by}`);
    this.by = by;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
