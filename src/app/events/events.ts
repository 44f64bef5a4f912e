import type { Logger } from 'pino';
import type { AnswerEvent, EventSink } from '../../api/events/eventSource.ts';
import type { WebhookSink } from '../../core/handlers/webhooks.ts';
import type { ListKind } from '../../domain/errors.ts';
import type { ListId } from '../../domain/ids.ts';
import { DeliveryQueue } from '../../events/deliveryQueue.ts';
import type { Settings } from '../../settings/schema.ts';
import type { Store } from '../../store/store.ts';
import { createWebhooks } from './webhooks.ts';

export interface Events {
  /** Undefined when nobody receives events. */
  readonly sink: EventSink | undefined;
  readonly webhooks: WebhookSink;
  readonly queue: DeliveryQueue;
  close(): Promise<void>;
}

/** Bytes of an event beside the answer that it tells of, about. */
const OVERHEAD = 1024;

/** Outgoing statistics events (contract 70) and webhooks of handlers. */
export function openEvents(settings: Settings, store: Pick<Store, 'lists'>, log: Logger): Events {
  const queue = new DeliveryQueue({
    limit: settings.EVENTS_QUEUE_LIMIT,
    memory: settings.EVENTS_MEMORY_LIMIT,
    timeout: settings.EVENTS_TIMEOUT_SECONDS * 1000,
    attempts: settings.EVENTS_ATTEMPTS,
    signatureKey: settings.EVENTS_SIGNATURE_KEY,
    log,
  });
  const receiver = settings.EVENTS_RECEIVER === '' ? undefined : new URL(settings.EVENTS_RECEIVER);
  return {
    sink: receiver && {
      publish: (event) =>
        queue.push({ url: receiver, bytes: OVERHEAD + event.result.length, body: () => bodyOf(event, store) }),
    },
    webhooks: createWebhooks(settings, queue),
    queue,
    close: () => queue.close(settings.EVENTS_CLOSE_SECONDS * 1000),
  };
}

/** Kinds of lists as LP3's statistics name them. */
const LIST_TYPE: Readonly<Record<ListKind, number>> = { persons: 0, descriptors: 1 };

/** The event in the contract's words and order. A list that is searched is looked up here, long after the answer. */
async function bodyOf(event: AnswerEvent, store: Pick<Store, 'lists'>): Promise<string> {
  const { accountId, identity, template, candidate } = event;
  const { token } = identity;
  const rest = {
    account_id: accountId,
    timestamp: event.timestamp,
    source: event.source,
    event_type: event.eventType,
    authorization: token ? { token_id: token.tokenId, token_data: token.tokenData } : 'basic',
    ...(template && { template }),
    ...(candidate && { candidate: await withList(candidate, event, store) }),
  };
  return `{"result":${event.result},${JSON.stringify(rest).slice(1)}`;
}

async function withList(
  candidate: Readonly<Record<string, unknown>>,
  { accountId }: AnswerEvent,
  store: Pick<Store, 'lists'>,
): Promise<Readonly<Record<string, unknown>>> {
  if (typeof candidate.list_id !== 'string') return candidate;
  const list = await store.lists.find(accountId, candidate.list_id as ListId);
  // Deleted meanwhile: the id says what there is to say.
  return list ? { ...candidate, list_data: list.listData, list_type: LIST_TYPE[list.kind] } : candidate;
}
