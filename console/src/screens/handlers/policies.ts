export type HandlerKind = 'extractor' | 'identify' | 'verify';

/** A policy's value, or a group of policies. */
export type PolicyValue = number | string | null | { readonly [name: string]: PolicyValue } | readonly PolicyValue[];
export type Policies = Readonly<Record<string, PolicyValue>>;
export type PolicyGroup = Readonly<Record<string, PolicyValue>>;

/** How one policy is asked for. */
export interface PolicyField {
  readonly group: string | undefined;
  readonly name: string;
  readonly input: 'toggle' | 'share' | 'degrees' | 'count' | 'list' | 'optionalShare';
}

/** Fields by section, in the order in which they are shown. */
export interface PolicySection {
  readonly title: 'estimate' | 'filter' | 'match' | 'person' | 'decide' | 'liveness';
  readonly fields: readonly PolicyField[];
}

const extract = (input: PolicyField['input'], ...names: readonly string[]) =>
  names.map((name) => ({ group: 'extract_policy', name, input }));

const ESTIMATE: PolicySection = {
  title: 'estimate',
  fields: extract(
    'toggle',
    'estimate_attributes',
    'estimate_emotions',
    'estimate_ethnicities',
    'estimate_quality',
    'estimate_head_pose',
    'extract_exif',
  ),
};
const FILTER: PolicySection = {
  title: 'filter',
  fields: [...extract('share', 'score_threshold'), ...extract('degrees', 'yaw__lt', 'pitch__lt', 'roll__lt')],
};
const LIVENESS: PolicySection = {
  title: 'liveness',
  fields: [
    { group: 'liveness_policy', name: 'check_liveness', input: 'toggle' },
    { group: 'liveness_policy', name: 'liveness_threshold', input: 'optionalShare' },
  ],
};

export const SECTIONS: Readonly<Record<HandlerKind, readonly PolicySection[]>> = {
  identify: [
    {
      title: 'match',
      fields: [
        { group: 'match_policy', name: 'list_id', input: 'list' },
        { group: 'match_policy', name: 'limit', input: 'count' },
        { group: 'match_policy', name: 'similarity__gte', input: 'share' },
      ],
    },
    FILTER,
    ESTIMATE,
    LIVENESS,
  ],
  extractor: [
    { title: 'person', fields: [{ group: 'person_policy', name: 'list_id', input: 'list' }] },
    FILTER,
    ESTIMATE,
    LIVENESS,
  ],
  verify: [
    { title: 'decide', fields: [{ group: undefined, name: 'verification_threshold', input: 'share' }] },
    FILTER,
    ESTIMATE,
    LIVENESS,
  ],
};

const isGroup = (value: PolicyValue | undefined): value is PolicyGroup =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value of a field; null where an extension was never set. */
export function policyValue(policies: Policies, { group, name }: PolicyField): PolicyValue {
  const members = group === undefined ? policies : policies[group];
  return (isGroup(members) ? members[name] : undefined) ?? null;
}

/** Policies with one value changed. */
export function changed(policies: Policies, { group, name }: PolicyField, value: PolicyValue): Policies {
  if (group === undefined) return { ...policies, [name]: value };
  const members = policies[group];
  return { ...policies, [group]: { ...(isGroup(members) ? members : {}), [name]: value } };
}

/** Policies that no field shows: they stay as they are. */
export function unknownPolicies(policies: Policies, kind: HandlerKind): Policies {
  const known = new Set(SECTIONS[kind].flatMap(({ fields }) => fields.map(({ group, name }) => group ?? name)));
  return Object.fromEntries(Object.entries(policies).filter(([name]) => !known.has(name)));
}

/** What of the policies differs, as a change of the handler holds it. */
export function changeOf(before: Policies, after: Policies): Policies {
  const entries = Object.entries(after).flatMap(([name, value]): (readonly [string, PolicyValue])[] => {
    const old = before[name];
    if (!isGroup(value)) return value === old ? [] : [[name, value]];
    const members = changeOf(isGroup(old) ? old : {}, value);
    return Object.keys(members).length > 0 ? [[name, members]] : [];
  });
  return Object.fromEntries(entries);
}
