import { type Static, type TSchema, Type } from 'typebox';

/** What a run of a handler can be told of. */
export type HandlerOccasion = 'created' | 'match' | 'no_match' | 'verified' | 'not_verified';

const url = Type.String({
  maxLength: 1024,
  pattern: '^[!-~]*$',
  default: '',
  description: 'Where to POST; must be under one of WEBHOOK_ALLOWED_URLS (docs/events.md)',
});

function occasions<const Names extends readonly HandlerOccasion[]>(...names: Names) {
  return Type.Unsafe<Names[number][]>({
    ...Type.Array(Type.Unsafe<Names[number]>({ type: 'string', enum: names })),
    uniqueItems: true,
    default: names,
    description: 'What is told of',
  });
}

function policy<const Members extends Record<string, TSchema>>(members: Members) {
  return Type.Object({ url, ...members }, { additionalProperties: false });
}

/** Where to post runs of a handler (docs/events.md): an extension of contract 60. */
export const WebhookPolicy = {
  extractor: policy({ events: occasions('created') }),
  identify: policy({
    events: occasions('match', 'no_match'),
    threshold: Type.Unsafe<number | null>({
      type: ['number', 'null'],
      minimum: 0,
      maximum: 1,
      default: null,
      description: 'Similarity of the best candidate from which on it is a match; null: any candidate is one',
    }),
  }),
  verify: policy({ events: occasions('verified', 'not_verified') }),
} as const;

export type WebhookPolicy = Static<(typeof WebhookPolicy)[keyof typeof WebhookPolicy]>;
