import type { HandlerNotice, NoticeContent } from '../../core/handlers/webhooks.ts';

/** What a webhook of a handler posts (docs/events.md); the result has the members of the answer. */
export function webhookBody(notice: HandlerNotice, { requestId, result }: NoticeContent, timestamp: number): string {
  const { event, accountId, handlerId, kind, version, threshold } = notice;
  return JSON.stringify({
    event,
    account_id: accountId,
    handler: { handler_id: handlerId, kind, version },
    request_id: requestId,
    timestamp,
    ...(threshold !== undefined && { threshold }),
    ...result,
  });
}
