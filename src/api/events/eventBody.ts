import type { ListKind } from '../../domain/errors.ts';
import type { AccountId, ListId } from '../../domain/ids.ts';
import type { AnswerEvent } from './eventSource.ts';

/** Finds a list of an account; undefined when it is gone. */
export type FindList = (
  accountId: AccountId,
  listId: ListId,
) => Promise<{ readonly listData: string; readonly kind: ListKind } | undefined>;

/** Kinds of lists as LP3's statistics name them. */
const LIST_TYPE: Readonly<Record<ListKind, number>> = { persons: 0, descriptors: 1 };

/** A statistics event in the contract's words and order. A list that was searched is looked up here, long after the answer. */
export async function eventBody(event: AnswerEvent, findList: FindList): Promise<string> {
  const { accountId, identity, template, candidate } = event;
  const { token } = identity;
  const rest = {
    account_id: accountId,
    timestamp: event.timestamp,
    source: event.source,
    event_type: event.eventType,
    authorization: token ? { token_id: token.tokenId, token_data: token.tokenData } : 'basic',
    ...(template && { template }),
    ...(candidate && { candidate: await withList(candidate, accountId, findList) }),
  };
  return `{"result":${event.result},${JSON.stringify(rest).slice(1)}`;
}

async function withList(
  candidate: Readonly<Record<string, unknown>>,
  accountId: AccountId,
  findList: FindList,
): Promise<Readonly<Record<string, unknown>>> {
  if (typeof candidate.list_id !== 'string') return candidate;
  const list = await findList(accountId, candidate.list_id as ListId);
  // Deleted by now: only the id is left to report.
  return list ? { ...candidate, list_data: list.listData, list_type: LIST_TYPE[list.kind] } : candidate;
}
