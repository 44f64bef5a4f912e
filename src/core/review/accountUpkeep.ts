import type { AccountId, ActionId, PersonId } from '../../domain/ids.ts';
import type { Timestamp } from '../../domain/time.ts';
import type { PortraitStore } from '../../portraits/portraitStore.ts';
import type { ActionKey } from '../../store/ports/review/review.ts';
import type { Store } from '../../store/store.ts';
import type { ClockGuard } from '../upkeep/clockGuard.ts';
import type { Erasure, ErasureReceipt } from '../upkeep/erasure.ts';
import { collectGarbage } from '../upkeep/garbage.ts';
import type { Retention, RetentionPreview } from '../upkeep/retention.ts';
import { detailsOf } from './action.ts';

/** What the clean-up and the rules of retention would take of an account now. */
export interface UpkeepPreview {
  readonly garbage: {
    readonly descriptors: number;
    readonly minimumAgeHours: number;
    /** 0: it is not collected by the clock. */
    readonly intervalHours: number;
  };
  readonly retention: RetentionPreview & { readonly intervalHours: number };
  /** Why nothing would be taken: what speaks against the clock. */
  readonly skipped: string | null;
}

/** What an account sees and does of its own upkeep. */
export interface AccountUpkeep {
  preview(accountId: AccountId, signal: AbortSignal): Promise<UpkeepPreview>;
  /** A person with everything that belongs to it; the receipt stays among the actions. @throws NotFound('person') */
  erasePerson(accountId: AccountId, personId: PersonId): Promise<ErasureReceipt>;
  /** Receipts, the newest first. */
  receipts(accountId: AccountId, range: ReceiptRange): Promise<readonly StoredReceipt[]>;
}

export interface ReceiptRange {
  readonly after: ActionKey | undefined;
  readonly limit: number;
}

export interface StoredReceipt {
  readonly actionId: ActionId;
  readonly createTime: Timestamp;
  readonly receipt: ErasureReceipt;
}

export interface AccountUpkeepParts {
  readonly store: Store;
  readonly portraits: PortraitStore;
  readonly erasure: Pick<Erasure, 'person'>;
  readonly retention: Pick<Retention, 'preview'>;
  readonly clock: () => Timestamp;
  readonly clockGuard: ClockGuard;
  readonly garbageAgeHours: number;
  readonly garbageIntervalHours: number;
  readonly retentionIntervalHours: number;
}

/** As the receipt names who asked for it. */
const REQUESTED_BY = 'account';

export function createAccountUpkeep(parts: AccountUpkeepParts): AccountUpkeep {
  const { store, portraits, erasure, retention, clock, clockGuard } = parts;
  return {
    async preview(accountId, signal) {
      const garbage = await collectGarbage(
        { garbage: store.garbage, portraits, clock, clockGuard },
        { accountId, minimumAgeSeconds: parts.garbageAgeHours * 3600, dryRun: true, signal },
      );
      return {
        garbage: {
          descriptors: garbage.descriptors,
          minimumAgeHours: parts.garbageAgeHours,
          intervalHours: parts.garbageIntervalHours,
        },
        retention: {
          ...(await retention.preview(accountId, signal)),
          intervalHours: parts.retentionIntervalHours,
        },
        skipped: garbage.skipped ?? null,
      };
    },
    erasePerson: (accountId, personId) => erasure.person(accountId, personId, REQUESTED_BY),
    async receipts(accountId, range) {
      const actions = await store.review.actions(accountId, { ...range, kind: 'erase' });
      return actions.map((action) => ({
        actionId: action.actionId,
        createTime: action.createTime,
        receipt: detailsOf(action, 'erase'),
      }));
    },
  };
}
