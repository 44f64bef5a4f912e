import { ADMIN_LIMIT } from '../../domain/adminLimits.ts';
import { flag, whole } from '../settingKinds.ts';

export const garbage = {
  GC_INTERVAL_HOURS: whole(0, 8760, {
    default: 0,
    description:
      'How often to delete descriptors that belong to no person and no list, and files that crashes left behind, in hours. 0: only by `luna-backport3 gc`.',
  }),
  GC_MINIMUM_AGE_HOURS: whole(0, ADMIN_LIMIT.garbageHours, {
    default: 24,
    description: 'Garbage collection keeps descriptors that were created, attached or detached within this many hours.',
  }),
  CLOCK_CHECK: flag({
    default: true,
    description:
      'Garbage collection and retention do nothing while the system clock seems wrong (docs/administration.md). Off: they trust it.',
  }),
};

export const retention = {
  RETENTION_DESCRIPTOR_DAYS: whole(0, ADMIN_LIMIT.keptDays, {
    default: 0,
    description:
      'Delete descriptors that have belonged to no person and no list for this many days. 0: never. An account may have its own rule (docs/administration.md).',
  }),
  RETENTION_PORTRAIT_DAYS: whole(0, ADMIN_LIMIT.keptDays, {
    default: 0,
    description: 'Delete portraits this many days after they were created; their descriptors stay. 0: never.',
  }),
  RETENTION_INTERVAL_HOURS: whole(0, 8760, {
    default: 24,
    description: 'How often to apply these rules, in hours. 0: only by `luna-backport3 retention run`.',
  }),
};
