import { flag, whole } from '../settingKinds.ts';

export const garbage = {
  GC_INTERVAL_HOURS: whole(0, 8760, {
    default: 0,
    description:
      'How many hours lie between deletions of descriptors that belong to no person and no list, and of files that crashes left behind. 0: only by `luna-backport3 gc`.',
  }),
  GC_MINIMUM_AGE_HOURS: whole(0, 87_600, {
    default: 24,
    description: 'Garbage collection keeps what was made, attached or detached within that many hours.',
  }),
  CLOCK_CHECK: flag({
    default: true,
    description:
      'Garbage collection and retention do nothing while something speaks against the system clock (docs/administration.md). false: they go by it.',
  }),
};
