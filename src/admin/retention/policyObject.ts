import { Type } from 'typebox';
import { ADMIN_LIMIT } from '../../domain/adminLimits.ts';

const Days = (what: string) =>
  Type.Unsafe<number | null>({
    type: ['integer', 'null'],
    minimum: 0,
    maximum: ADMIN_LIMIT.keptDays,
    description: `Days that ${what} are kept; 0 for ever, null as the setting says`,
  });

export const PolicyObject = Type.Object(
  {
    descriptor_days: Days('descriptors of no person and no list'),
    portrait_days: Days('portraits'),
  },
  { additionalProperties: false },
);
