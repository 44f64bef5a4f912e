import type { NamedObjects, TokenReach } from '../../core/accounts/tokenReach.ts';
import type { Identity } from '../../core/logins/authentication.ts';
import { TokenForbidden } from '../../domain/errors.ts';
import type { AccountId, DescriptorId, ListId, PersonId } from '../../domain/ids.ts';
import { type Permission, permissionOf } from './permissions.ts';

/** Parameters and members that name objects, and of which kind; `portrait` is a descriptor with a size. */
export const NAMES: Readonly<Record<string, keyof NamedObjects>> = {
  list_id: 'lists',
  list_ids: 'lists',
  person_id: 'persons',
  person_ids: 'persons',
  descriptor_id: 'descriptors',
  descriptor_ids: 'descriptors',
  portrait: 'descriptors',
};

/** Lists that the token of a request is bound to, and what it takes to look. */
export interface ListsOfToken {
  readonly accountId: AccountId;
  readonly lists: readonly ListId[];
  readonly permission: Permission;
  readonly reach: TokenReach;
}

/** What holds for a request of a token that is bound to lists; undefined for all others. */
export function boundLists(
  operationId: string,
  { account, token }: Identity,
  reach: TokenReach,
): ListsOfToken | undefined {
  const lists = token?.permissions.lists;
  return lists ? { accountId: account.accountId, lists, permission: permissionOf(operationId), reach } : undefined;
}

/** @throws TokenForbidden for what the parameters of a request name beyond the lists of its token */
export async function requireParameters(token: ListsOfToken, ...parameters: readonly unknown[]): Promise<void> {
  const named = namedIn(parameters);
  if (token.permission.inLists === 'named' && named.lists.length === 0) throw new TokenForbidden('lists');
  await token.reach.require(token.accountId, token.lists, named);
}

/** The same of a body, which is there later. */
export function requireBody(token: ListsOfToken, body: unknown): Promise<void> {
  return token.reach.require(token.accountId, token.lists, namedIn([body]));
}

/** The answer without the ids of other lists: members `lists` that hold ids. */
export function withOwnLists(answer: unknown, lists: readonly ListId[]): unknown {
  if (Array.isArray(answer)) return answer.map((item) => withOwnLists(item, lists));
  if (!isPlain(answer)) return answer;
  return Object.fromEntries(
    Object.entries(answer).map(([name, value]) => [
      name,
      name === 'lists' && Array.isArray(value)
        ? value.filter((id) => typeof id !== 'string' || lists.includes(id as ListId))
        : withOwnLists(value, lists),
    ]),
  );
}

function namedIn(sources: readonly unknown[]): NamedObjects {
  const named = { lists: new Set<ListId>(), persons: new Set<PersonId>(), descriptors: new Set<DescriptorId>() };
  for (const source of sources) {
    for (const [name, value] of isPlain(source) ? Object.entries(source) : []) {
      const kind = NAMES[name];
      if (kind === undefined || value === undefined || value === null) continue;
      for (const each of Array.isArray(value) ? value : [value]) (named[kind] as Set<string>).add(idOf(each));
    }
  }
  return { lists: [...named.lists], persons: [...named.persons], descriptors: [...named.descriptors] };
}

function idOf(value: unknown): string {
  return isPlain(value) ? String(value.descriptorId) : String(value);
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
