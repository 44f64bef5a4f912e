import type { HandlerKind } from '../../domain/handlerKind.ts';
import type { AccountId, HandlerId } from '../../domain/ids.ts';
import type { HandlerOccasion } from './webhookPolicy.ts';

/** A run of a handler that its webhook wants to be told of. */
export interface HandlerNotice {
  readonly url: string;
  readonly event: HandlerOccasion;
  readonly accountId: AccountId;
  readonly handlerId: HandlerId;
  readonly kind: HandlerKind;
  readonly version: number;
  /** Similarity that decided between the two events of a handler; null: any candidate was enough. */
  readonly threshold?: number | null | undefined;
}

/** What the caller of the handler saw of the run. */
export interface NoticeContent {
  readonly requestId: string;
  /** Members of the answer. */
  readonly result: Readonly<Record<string, unknown>>;
}

export interface WebhookSink {
  /** Why this URL may not be posted to, for the client to read; undefined when it may. */
  refusal(url: string): string | undefined;
  /** Returns at once and never throws; a URL that is not allowed any more is not posted to. */
  publish(notice: HandlerNotice, content: NoticeContent): void;
}

interface ToldHandler {
  readonly handlerId: HandlerId;
  readonly version: number;
  readonly policies: {
    readonly webhook_policy?: { readonly url: string; readonly events: readonly HandlerOccasion[] } | undefined;
  };
}

/** The notice of a run; undefined when no webhook is to be told of it. */
export function noticeOf(
  run: Pick<HandlerNotice, 'accountId' | 'kind' | 'event' | 'threshold'>,
  { handlerId, version, policies }: ToldHandler,
): HandlerNotice | undefined {
  const { webhook_policy: webhook } = policies;
  return webhook?.events.includes(run.event) ? { ...run, handlerId, version, url: webhook.url } : undefined;
}
