import { type Static, type TSchema, Type } from 'typebox';
import { Create } from 'typebox/value';
import type { HandlerKind } from '../../domain/handlerKind.ts';
import { UUID4_PATTERN } from '../../domain/ids.ts';
import { DEFAULT_CANDIDATES } from '../../domain/pages.ts';
import { SAME_PERSON } from '../../vision/find/similarity.ts';
import { FACE_POLICIES } from './facePolicies.ts';
import { WebhookPolicy } from './webhookPolicy.ts';

/**
 * What an account handler does, as the wire and the database show it (contract 60). The one place to correct: defaults,
 * checks, documentation and types all come from these schemas. A member that is added here has its default in handlers
 * that were stored before. Optional members are extensions: absent until a client sets them, and again after null.
 */

const closed = { additionalProperties: false } as const;

function toggle(description: string) {
  return Type.Unsafe<0 | 1>({ type: 'integer', enum: [0, 1], default: 0, description });
}

function number(minimum: number, maximum: number, byDefault: number, description: string) {
  return Type.Number({ minimum, maximum, default: byDefault, description });
}

function listId(description: string) {
  return Type.Unsafe<string | null>({ type: ['string', 'null'], pattern: UUID4_PATTERN, default: null, description });
}

/** Largest angle there is: a limit that no face is above. */
export const ANY_ANGLE = 180;

/** What is read from the image, and which faces fall. */
const ExtractPolicy = Type.Object(
  {
    estimate_attributes: toggle('Adds age and gender'),
    estimate_emotions: toggle('Adds emotions'),
    estimate_ethnicities: toggle('Adds ethnicities'),
    estimate_quality: toggle('Adds the quality'),
    estimate_head_pose: toggle('Adds the head pose; not with warped images'),
    extract_exif: toggle('Adds the EXIF tags'),
    score_threshold: number(0, 1, 0, 'A face with a lower detection score is dropped'),
    pitch__lt: number(0, 180, ANY_ANGLE, 'A face with a larger absolute pitch, in degrees, is dropped; 180: none'),
    yaw__lt: number(0, 180, ANY_ANGLE, 'A face with a larger absolute yaw, in degrees, is dropped; 180: none'),
    roll__lt: number(0, 180, ANY_ANGLE, 'A face with a larger absolute roll, in degrees, is dropped; 180: none'),
  },
  closed,
);

/** Whose face is taken at all. */
const LivenessPolicy = Type.Object(
  {
    check_liveness: toggle('1: only a living person is accepted; one face, with room around it, no warped image'),
    liveness_threshold: Type.Unsafe<number | null>({
      type: ['number', 'null'],
      minimum: 0,
      maximum: 1,
      default: null,
      description: 'Least probability of a living person; null: that of the service',
    }),
  },
  closed,
);

const PersonPolicy = Type.Object({ list_id: listId('Persons list that gets the created person; null: none') }, closed);

const MatchPolicy = Type.Object(
  {
    list_id: listId('Persons list that is searched; null: all persons of the account'),
    limit: Type.Integer({
      minimum: 1,
      default: DEFAULT_CANDIDATES,
      description: 'Candidates, up to the maximum of matching',
    }),
    similarity__gte: number(0, 1, 0, 'Least similarity of a candidate'),
  },
  closed,
);

/** Policies by handler. */
export const POLICIES = {
  extractor: Type.Object(
    {
      extract_policy: ExtractPolicy,
      person_policy: PersonPolicy,
      liveness_policy: Type.Optional(LivenessPolicy),
      ...FACE_POLICIES,
      webhook_policy: Type.Optional(WebhookPolicy.extractor),
    },
    closed,
  ),
  identify: Type.Object(
    {
      extract_policy: ExtractPolicy,
      match_policy: MatchPolicy,
      liveness_policy: Type.Optional(LivenessPolicy),
      ...FACE_POLICIES,
      webhook_policy: Type.Optional(WebhookPolicy.identify),
    },
    closed,
  ),
  verify: Type.Object(
    {
      extract_policy: ExtractPolicy,
      verification_threshold: number(0, 1, SAME_PERSON, 'Similarity from which on the person is verified'),
      liveness_policy: Type.Optional(LivenessPolicy),
      ...FACE_POLICIES,
      webhook_policy: Type.Optional(WebhookPolicy.verify),
    },
    closed,
  ),
} as const satisfies Record<HandlerKind, TSchema>;

export type PoliciesOf<Kind extends HandlerKind> = Static<(typeof POLICIES)[Kind]>;
export type ExtractPolicy = Static<typeof ExtractPolicy>;
export type LivenessPolicy = Static<typeof LivenessPolicy>;

/** Some members, at any depth; null removes an extension. */
export type ChangeOf<Value> = {
  readonly [Name in keyof Value]?: ChangedMember<NonNullable<Value[Name]>, Value[Name]>;
};
type ChangedMember<Present, Declared> = Present extends readonly unknown[]
  ? Declared
  : Present extends object
    ? ChangeOf<Present> | (undefined extends Declared ? null : never)
    : Declared;

/** The schema of a change: the same members, each of which may be left out at any depth. */
export function changeSchema(kind: HandlerKind): TSchema {
  return withoutRequired(POLICIES[kind]);
}

function withoutRequired(schema: TSchema): TSchema {
  if (!Type.IsObject(schema)) return schema;
  const properties = Object.entries(schema.properties).map(([name, member]) => {
    const changed = withoutRequired(member);
    return [name, Type.Optional(Type.IsOptional(member) ? orNull(changed) : changed)];
  });
  return Type.Object(Object.fromEntries(properties), closed);
}

function orNull(schema: TSchema): TSchema {
  return Type.Unsafe({ ...schema, type: ['object', 'null'] });
}

/** Policies of a new handler: extensions are absent. */
export function defaultPolicies<Kind extends HandlerKind>(kind: Kind): PoliciesOf<Kind> {
  return Create(POLICIES[kind]) as PoliciesOf<Kind>;
}

/** Stored policies, with the defaults of members that they lack. */
export function completePolicies<Kind extends HandlerKind>(
  kind: Kind,
  stored: Readonly<Record<string, unknown>>,
): PoliciesOf<Kind> {
  const members = Object.entries(POLICIES[kind].properties).flatMap(([name, schema]) => {
    const { [name]: value } = stored;
    if (value === undefined || value === null) return Type.IsOptional(schema) ? [] : [[name, Create(schema)]];
    return [[name, isObject(value) ? merge(Create(schema) as object, value) : value]];
  });
  return Object.fromEntries(members);
}

/** Policies after a change of theirs. */
export function changedPolicies<Kind extends HandlerKind>(
  kind: Kind,
  policies: PoliciesOf<Kind>,
  change: ChangeOf<PoliciesOf<Kind>>,
): PoliciesOf<Kind> {
  return completePolicies(kind, { ...merge(policies, change) });
}

/** Objects are merged member by member, everything else is replaced. */
function merge(base: object, change: object): object {
  const members = new Map<string, unknown>(Object.entries(base));
  for (const [name, value] of Object.entries(change)) {
    const known = members.get(name);
    members.set(name, isObject(known) && isObject(value) ? merge(known, value) : asStored(name, value));
  }
  return Object.fromEntries(members);
}

/** Ids are in small letters wherever they are shown. */
function asStored(name: string, value: unknown): unknown {
  return name === 'list_id' && typeof value === 'string' ? value.toLowerCase() : value;
}

/** Lists that policies, or a change of them, name. */
export function listsIn(policies: object): readonly string[] {
  return Object.entries(policies).flatMap(([name, value]) => {
    if (isObject(value)) return listsIn(value);
    return name === 'list_id' && typeof value === 'string' ? [value] : [];
  });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
