import { whole } from '../settingKinds.ts';

export const retention = {
  RETENTION_DESCRIPTOR_DAYS: whole(0, 36_500, {
    default: 0,
    description:
      'Delete descriptors that have belonged to no person and no list for that many days. 0: never. An account may have a rule of its own (docs/administration.md).',
  }),
  RETENTION_PORTRAIT_DAYS: whole(0, 36_500, {
    default: 0,
    description: 'Delete portraits that many days after they were made; their descriptors stay. 0: never.',
  }),
  RETENTION_INTERVAL_HOURS: whole(0, 8760, {
    default: 24,
    description: 'How many hours lie between two runs of these rules. 0: only by `luna-backport3 retention run`.',
  }),
};
