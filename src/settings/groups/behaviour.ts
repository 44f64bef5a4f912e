import { choice, flag, whole } from '../settingKinds.ts';

export const behaviour = {
  COMPATIBILITY: choice(['backport3', 'lp3'], {
    default: 'backport3',
    description: 'Whose codes and statuses to use where LUNA PLATFORM 3 and its Backport differ.',
  }),
  MAX_CANDIDATES_IN_RESPONSE: whole(1, 1000, {
    default: 5,
    aliases: ['MAX_CANDIDATE_IN_RESPONSE'],
    description: 'Upper bound of `limit` in matching.',
  }),
  CONSOLE: flag({
    default: true,
    description: 'Serve the console, a page for people, at `/console`. It uses the API as everybody does.',
  }),
  BACKPORT3_ENABLE_PORTRAITS: flag({
    default: true,
    description: 'Keep portraits of extracted faces. Off: none are stored, and the portrait resources are unavailable.',
  }),
  STORAGE_TIME: choice(['UTC', 'LOCAL'], {
    default: 'UTC',
    description: 'Clock of stored times. `LOCAL` stores wall-clock time as the original can; the wire says `Z` anyway.',
  }),
  PASSWORD_CACHE_SECONDS: whole(0, 3600, {
    default: 10,
    description:
      'How long a verified login and password are remembered, so that they need not be hashed again. A changed password or a suspension still takes effect at once. 0 hashes every time.',
  }),
  PASSWORD_WORKERS: whole(0, 64, {
    default: 0,
    computedDefault: 'half of the cores, from 2 to 4',
    description: 'Threads that hash passwords. One is reserved for logins that have succeeded within a day.',
  }),
  LOGIN_FAILURE_LIMIT: whole(0, 1000, {
    default: 10,
    description:
      'Wrong passwords for a login from one address (IPv6: one /64 network) after which further attempts get 429, first for a second, then twice as long each time. Credentials that were correct within a day, and other addresses, are not affected. 0 switches the limit off.',
  }),
  LOGIN_LONGEST_WAIT_SECONDS: whole(1, 3600, {
    default: 60,
    description: 'Longest wait between two attempts beyond `LOGIN_FAILURE_LIMIT`.',
  }),
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
