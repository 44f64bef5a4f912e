import { Type } from 'typebox';
import { Count, NullableText } from '../../operations/answerObjects.ts';
import { operation } from '../../operations/operation.ts';

const Hours = Type.Integer({ minimum: 0, description: 'Hours between two runs; 0: only by command' });

const Garbage = Type.Object({ descriptors: Count, minimum_age_hours: Count, interval_hours: Hours });

const Retention = Type.Object({
  descriptor_days: Type.Integer({ minimum: 0, description: 'Of faces without a person and a list; 0: for ever' }),
  portrait_days: Type.Integer({ minimum: 0, description: '0: for ever' }),
  own: Type.Boolean({ description: 'Whether the account has a rule of its own' }),
  descriptors: Count,
  portraits: Count,
  interval_hours: Hours,
});

/** GET /upkeep (docs/review.md). */
export const previewUpkeep = operation({
  method: 'GET',
  path: '/upkeep',
  tag: 'review',
  operationId: 'previewUpkeep',
  summary: 'What clean-up and retention would delete now',
  description:
    'Counts the faces of the account that garbage collection would delete now, and the faces and portraits that are older than its rules of retention allow. Nothing is deleted. `skipped` says why the service would delete nothing: what speaks against its clock.',
  errors: [],
  example: {
    answer: {
      garbage: { descriptors: 12, minimum_age_hours: 24, interval_hours: 0 },
      retention: {
        descriptor_days: 30,
        portrait_days: 0,
        own: false,
        descriptors: 3,
        portraits: 0,
        interval_hours: 24,
      },
      skipped: null,
    },
  },
  access: 'account',
  answer: { status: 200, schema: Type.Object({ garbage: Garbage, retention: Retention, skipped: NullableText }) },
  async run({ accountId, signal, accountUpkeep }) {
    const { garbage, retention, skipped } = await accountUpkeep.preview(accountId, signal);
    return {
      garbage: {
        descriptors: garbage.descriptors,
        minimum_age_hours: garbage.minimumAgeHours,
        interval_hours: garbage.intervalHours,
      },
      retention: {
        descriptor_days: retention.descriptorDays,
        portrait_days: retention.portraitDays,
        own: retention.isOwn,
        descriptors: retention.descriptors,
        portraits: retention.portraits,
        interval_hours: retention.intervalHours,
      },
      skipped,
    };
  },
});
