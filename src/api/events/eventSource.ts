import type { Identity } from '../../core/logins/authentication.ts';
import type { AccountId } from '../../domain/ids.ts';

/** What a statistics event says beside the answer (contract 70). */
export interface EventFacts {
  readonly eventType: 'extract' | 'match';
  /** `{person_id | descriptor_id: id}`; for matching. */
  readonly template?: Readonly<Record<string, unknown>> | undefined;
  /** `{list_id | person_ids | descriptor_ids: …}`; for matching. */
  readonly candidate?: Readonly<Record<string, unknown>> | undefined;
  /** Where the path and the answer are not those of the contract: what the event says instead. */
  readonly instead?: { readonly source: string; readonly result: string } | undefined;
}

/** An event as the API hands it over: the answer is the text that left, so that nothing is made twice. */
export interface AnswerEvent extends Omit<EventFacts, 'instead'> {
  readonly accountId: AccountId;
  readonly identity: Identity;
  /** Last part of the path: descriptors, search, identify, match, verify. */
  readonly source: string;
  /** Seconds since 1970, with a fraction. */
  readonly timestamp: number;
  /** JSON text of the answer's body. */
  readonly result: string;
}

/** Where events go; it must return at once and never throw. */
export interface EventSink {
  publish(event: AnswerEvent): void;
}
