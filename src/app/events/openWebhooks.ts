import { webhookBody } from '../../api/events/webhookBody.ts';
import type { WebhookSink } from '../../core/handlers/webhooks.ts';
import { AllowedUrls } from '../../events/allowedUrls.ts';
import type { DeliveryQueue } from '../../events/deliveryQueue.ts';
import type { Settings } from '../../settings/schema.ts';
import { words } from '../../settings/words.ts';

/** Webhooks of handlers, which leave by the queue of the statistics events (docs/events.md). */
export function createWebhooks(settings: Pick<Settings, 'WEBHOOK_ALLOWED_URLS'>, queue: DeliveryQueue): WebhookSink {
  const allowed = new AllowedUrls(words(settings.WEBHOOK_ALLOWED_URLS));
  return {
    refusal: (url) => allowed.refusal(url),
    publish(notice, content) {
      // The policies may be older than the setting, or come from a node with another one.
      if (allowed.refusal(notice.url) !== undefined) {
        queue.refuse('a webhook that is not allowed any more');
        return;
      }
      // Made now: as text its size is known, and what the result refers to can go.
      const body = webhookBody(notice, content, Date.now() / 1000);
      queue.push({ url: new URL(notice.url), bytes: body.length, body: async () => body });
    },
  };
}
