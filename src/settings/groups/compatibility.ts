import { choice, flag, whole } from '../settingKinds.ts';

/** What callers see: whose codes, how many candidates, portraits, the clock of times, the console. */
export const compatibility = {
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
};
