import { expect, test } from 'vitest';
import { changed, changeOf, policyValue, SECTIONS, unknownPolicies } from './policies.ts';

const stored = { match_policy: { list_id: null, limit: 3 }, webhook_policy: { url: 'https://a' } };
const limit = { group: 'match_policy', name: 'limit', input: 'count' } as const;
const living = { group: 'liveness_policy', name: 'check_liveness', input: 'toggle' } as const;

test('only what was changed is sent', () => {
  expect(changeOf(stored, changed(stored, limit, 5))).toEqual({ match_policy: { limit: 5 } });
  expect(changeOf(stored, changed(stored, limit, 3))).toEqual({});
});

test('an extension that was never set is null, and is made by a change', () => {
  expect(policyValue(stored, living)).toBeNull();
  expect(changeOf(stored, changed(stored, living, 1))).toEqual({ liveness_policy: { check_liveness: 1 } });
});

test('policies without a field are named and never touched', () => {
  expect(unknownPolicies(stored, 'identify')).toEqual({ webhook_policy: { url: 'https://a' } });
  expect(SECTIONS.verify.length).toBeGreaterThan(1);
});
