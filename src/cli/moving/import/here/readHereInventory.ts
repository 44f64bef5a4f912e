import { LARGEST_PAGE } from '../../../../domain/pages.ts';
import type { AdminClient, Json } from '../../../admin/adminClient.ts';
import { isLimited, NOT_MOVED, type TokenLimits } from '../../archive/tokenLimits.ts';
import type { DescriptorEntry, HandlerEntry, Inventory, ListEntry, PersonEntry, Problem } from '../inventory.ts';

const PAGE = LARGEST_PAGE.admin;

/** What the account holds here; tokens that cannot be moved from here are among the problems, too. */
export async function readHereInventory(admin: AdminClient, accountId: string): Promise<Inventory> {
  const persons = new Map<string, PersonEntry>();
  for await (const item of pages(admin, `/accounts/${accountId}/moving/persons`, 'persons')) {
    persons.set(String(item.id), {
      userData: String(item.user_data),
      externalId: item.external_id as string | null,
      createTime: String(item.create_time),
      descriptors: item.descriptors as string[],
      lists: item.lists as string[],
    });
  }
  const descriptors = new Map<string, DescriptorEntry>();
  for await (const item of pages(admin, `/accounts/${accountId}/moving/descriptors`, 'descriptors')) {
    descriptors.set(String(item.id), { lastUpdate: String(item.last_update), lists: item.lists as string[] });
  }
  const lists = new Map<string, ListEntry>();
  for (const kind of ['persons', 'descriptors'] as const) {
    for await (const item of pages(admin, `/accounts/${accountId}/moving/lists`, kind)) {
      lists.set(String(item.list_id), { kind, listData: String(item.list_data), count: Number(item.count) });
    }
  }
  const tokens = new Map<string, string>();
  const problems: Problem[] = [];
  for await (const token of pages(admin, `/accounts/${accountId}/tokens`, 'tokens')) {
    const id = String(token.id);
    tokens.set(id, String(token.token_data));
    if (isLimited(token as unknown as TokenLimits)) problems.push({ kind: 'token', id, reason: NOT_MOVED });
  }
  const { handlers } = await admin.call('GET', `/accounts/${accountId}/moving/handlers`);
  return {
    tokens,
    lists,
    persons,
    descriptors,
    handlers: (handlers as Json[]).map(toHandler),
    problems,
    unsteady: false,
  };
}

function toHandler({ handler_id, kind, version, policies }: Json): HandlerEntry {
  return { handlerId: String(handler_id), kind, version, policies } as HandlerEntry;
}

async function* pages(admin: AdminClient, path: string, member: string): AsyncGenerator<Json> {
  for (let page = 1; ; page++) {
    const answer = await admin.call('GET', `${path}?page=${page}&page_size=${PAGE}`);
    yield* answer[member] as Json[];
    if (page * PAGE >= Number(answer.count)) return;
  }
}
