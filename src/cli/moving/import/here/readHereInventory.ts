import { LARGEST_PAGE } from '../../../../domain/pages.ts';
import type { AdminClient, Json } from '../../../admin/adminClient.ts';
import type { DescriptorEntry, HandlerEntry, Inventory, ListEntry, PersonEntry } from '../inventory.ts';

const PAGE = LARGEST_PAGE.admin;

/** What the account holds here. */
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
  for await (const { id, token_data } of pages(admin, `/accounts/${accountId}/tokens`, 'tokens')) {
    tokens.set(String(id), String(token_data));
  }
  const { handlers } = await admin.call('GET', `/accounts/${accountId}/moving/handlers`);
  return {
    tokens,
    lists,
    persons,
    descriptors,
    handlers: (handlers as Json[]).map(toHandler),
    problems: [],
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
