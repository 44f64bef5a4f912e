import type { Logger } from 'pino';
import { eventBody } from '../../api/events/eventBody.ts';
import type { EventSink } from '../../api/events/eventSource.ts';
import type { WebhookSink } from '../../core/handlers/webhooks.ts';
import { DeliveryQueue } from '../../events/deliveryQueue.ts';
import type { Settings } from '../../settings/schema.ts';
import type { Store } from '../../store/store.ts';
import { createWebhooks } from './openWebhooks.ts';

export interface Events {
  /** Undefined without a receiver of events. */
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
        queue.push({
          url: receiver,
          bytes: OVERHEAD + event.result.length,
          body: () => eventBody(event, (accountId, listId) => store.lists.find(accountId, listId)),
        }),
    },
    webhooks: createWebhooks(settings, queue),
    queue,
    close: () => queue.close(settings.EVENTS_CLOSE_SECONDS * 1000),
  };
}
