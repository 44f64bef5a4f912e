import { whole } from '../settingKinds.ts';

/** Hashing of passwords, and the limit on guessing them. */
export const passwords = {
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
};
