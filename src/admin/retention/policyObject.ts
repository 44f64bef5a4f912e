import { Type } from 'typebox';

const Days = (what: string) =>
  Type.Unsafe<number | null>({
    type: ['integer', 'null'],
    minimum: 0,
    maximum: 36_500,
    description: `Days that ${what} are kept; 0 for ever, null as the setting says`,
  });

export const PolicyObject = Type.Object(
  {
    descriptor_days: Days('descriptors of no person and no list'),
    portrait_days: Days('portraits'),
  },
  { additionalProperties: false },
);
