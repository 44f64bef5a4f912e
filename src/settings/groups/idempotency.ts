import { whole } from '../settingKinds.ts';

/** Requests that carry an `Idempotency-Key`. How often old ones are swept away: `app/upkeep/idempotency.ts`. */
export const idempotency = {
  IDEMPOTENCY_HOURS: whole(0, 168, {
    default: 24,
    description:
      'How long a request with an `Idempotency-Key` is remembered. Within that time it is executed once, and repetitions get the first answer. 0: the header is ignored.',
  }),
  IDEMPOTENCY_KEYS_PER_ACCOUNT: whole(1, 10_000_000, {
    default: 100_000,
    description:
      'Different values of `Idempotency-Key` that an account may use within `IDEMPOTENCY_HOURS`; more get 429.',
  }),
};
