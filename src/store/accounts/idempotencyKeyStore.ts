import type { AccountId } from '../../domain/ids.ts';
import { secondsBefore, type Timestamp } from '../../domain/time.ts';
import type { StoreContext } from '../ports/dialect.ts';
import { atomically, unlessThere } from '../sql/context.ts';
import { lockRows } from '../sql/lockRows.ts';

/** A request with a key, as the database knows it. */
export interface KeyedRequest {
  readonly accountId: AccountId;
  /** Of the key; the key itself is never stored. */
  readonly keyHash: string;
  /** Of the request: 64 characters. */
  readonly fingerprint: string;
  /** Tells this attempt from every other one. */
  readonly claim: string;
}

/**
 * `run`: this attempt does the work; `steps` are what an attempt before it committed. `answered`: nothing is left to do;
 * without `answer` it was not kept. `running`: another attempt is at it. `other-request`: the key stands for another one.
 */
export type Claimed =
  | { readonly kind: 'run'; readonly steps: Uint8Array | undefined }
  | { readonly kind: 'answered'; readonly status: number; readonly answer: Uint8Array | undefined }
  | { readonly kind: 'running' }
  | { readonly kind: 'other-request' };

export interface IdempotencyKeyStore {
  /** @param keptSeconds an older row counts as none */
  claim(request: KeyedRequest, keptSeconds: number): Promise<Claimed>;
  /** Keeps the answer and forgets the steps. False when the claim is lost. */
  answer(request: KeyedRequest, status: number, answer: Uint8Array | undefined): Promise<boolean>;
  /** Lets the next attempt begin at once. */
  release(request: KeyedRequest): Promise<void>;
  /** The same for all attempts: the caller knows that none of them lives. */
  releaseAll(): Promise<void>;
  count(accountId: AccountId): Promise<number>;
  /** Rows older than that. */
  countOlder(keptSeconds: number): Promise<number>;
  /** Deletes rows older than that, and returns how many. Times are the database's, whatever the clock here says. */
  sweep(keptSeconds: number): Promise<number>;
}

/** An attempt that has not ended by then is taken for dead. It may live: what it then commits is refused. */
const CLAIM_SECONDS = 120;
const ATTEMPTS = 5;
/** A statement deletes the keys of so much time, or it would take too long after a pause. */
const SWEPT_AT_ONCE_SECONDS = 600;

export function createIdempotencyKeyStore(context: StoreContext): IdempotencyKeyStore {
  const { db, dialect } = context;
  /** Whether the key is new. A claim that a crash takes back was of an attempt that the crash ended. */
  const insert = async ({ accountId, keyHash, fingerprint, claim }: KeyedRequest): Promise<boolean> => {
    const row = {
      account_id: accountId,
      key_hash: keyHash,
      fingerprint,
      claim,
      claim_time: dialect.utcNow,
      create_time: dialect.utcNow,
    };
    const inserting = dialect.ignoringDuplicates(db.insertInto('idempotency_key').values(row));
    const inserted = await unlessThere(dialect.mayBeLost(inserting).executeTakeFirst());
    return inserted?.numInsertedOrUpdatedRows === 1n;
  };
  const find = ({ accountId, keyHash }: KeyedRequest) =>
    db
      .selectFrom('idempotency_key')
      .select(['fingerprint', 'claim', 'claim_time', 'create_time', 'steps', 'status', 'answer'])
      .select(dialect.utcNowRead.as('now'))
      .where('account_id', '=', accountId)
      .where('key_hash', '=', keyHash)
      .executeTakeFirst();
  const update = ({ accountId, keyHash }: KeyedRequest, claim: string) =>
    db
      .updateTable('idempotency_key')
      .where('account_id', '=', accountId)
      .where('key_hash', '=', keyHash)
      .where('claim', '=', claim);

  const oldest = () =>
    db
      .selectFrom('idempotency_key')
      .select(['create_time', dialect.utcNowRead.as('now')])
      .orderBy('create_time')
      .limit(1)
      .executeTakeFirst();

  /** Waits for a commit of the other attempt that is under way, and sees what it left. */
  async function takeOver(request: KeyedRequest, from: string, anew: boolean): Promise<Claimed | undefined> {
    const { fingerprint, claim } = request;
    const { numUpdatedRows } = await update(request, from)
      .set({ claim, claim_time: dialect.utcNow })
      .$if(!anew, (query) => query.where('status', 'is', null))
      .$if(anew, (query) =>
        query.set({ fingerprint, create_time: dialect.utcNow, steps: null, status: null, answer: null }),
      )
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) return undefined;
    const row = await find(request);
    return row?.claim === claim ? { kind: 'run', steps: row.steps ?? undefined } : undefined;
  }

  return {
    async claim(request, keptSeconds) {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        if (await insert(request)) return { kind: 'run', steps: undefined };
        const row = await find(request);
        if (!row) continue;
        if (row.claim === request.claim) return { kind: 'run', steps: undefined };
        const isOver = row.create_time < secondsBefore(row.now, keptSeconds);
        if (!isOver) {
          if (row.fingerprint !== request.fingerprint) return { kind: 'other-request' };
          if (row.status !== null) return { kind: 'answered', status: row.status, answer: row.answer ?? undefined };
          if (row.claim_time !== null && row.claim_time >= secondsBefore(row.now, CLAIM_SECONDS)) {
            return { kind: 'running' };
          }
        }
        const taken = await takeOver(request, row.claim, isOver);
        if (taken) return taken;
      }
      return { kind: 'running' };
    },

    async answer(request, status, answer) {
      // Without it the steps are there, which are on disk: the next attempt makes the answer of them.
      const answering = update(request, request.claim)
        .set({ status, answer: answer ?? null, steps: null })
        .where('status', 'is', null);
      const { numUpdatedRows } = await dialect.mayBeLost(answering).executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },

    async release(request) {
      await update(request, request.claim).set({ claim_time: null }).where('status', 'is', null).execute();
    },

    async releaseAll() {
      await db
        .updateTable('idempotency_key')
        .set({ claim_time: null })
        .where('status', 'is', null)
        .where('claim_time', 'is not', null)
        .execute();
    },

    async count(accountId) {
      const { count } = await db
        .selectFrom('idempotency_key')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('account_id', '=', accountId)
        .executeTakeFirstOrThrow();
      return count;
    },

    async countOlder(keptSeconds) {
      const first = await oldest();
      if (!first) return 0;
      const { count } = await db
        .selectFrom('idempotency_key')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('create_time', '<', secondsBefore(first.now, keptSeconds))
        .executeTakeFirstOrThrow();
      return count;
    },

    async sweep(keptSeconds) {
      let swept = 0;
      for (;;) {
        const first = await oldest();
        if (!first) return swept;
        const before: Timestamp = secondsBefore(first.now, keptSeconds);
        if (first.create_time >= before) return swept;
        const nextStop = secondsBefore(first.create_time, -SWEPT_AT_ONCE_SECONDS);
        const upTo = nextStop < before ? nextStop : before;
        swept += await atomically(context, async (tx) => {
          await lockRows(tx, 'idempotency_key', (keys) => keys.where('create_time', '<', upTo));
          const old = tx.db.deleteFrom('idempotency_key').where('create_time', '<', upTo);
          return Number((await old.executeTakeFirstOrThrow()).numDeletedRows);
        });
      }
    },
  };
}

/** Of all keys of the account, within a transaction. */
export async function forgetAnswers(context: StoreContext, accountId: AccountId): Promise<void> {
  await lockRows(context, 'idempotency_key', (keys) =>
    keys.where('account_id', '=', accountId).where('status', 'is not', null),
  );
  await context.db
    .updateTable('idempotency_key')
    .set({ answer: null })
    .where('account_id', '=', accountId)
    .where('status', 'is not', null)
    .execute();
}

/**
 * Notes in the transaction that does a write what it returned. The claim is what another attempt would have taken: then
 * nothing is updated, and the caller rolls back. @returns whether the claim still holds
 */
export async function noteSteps({ db }: StoreContext, request: KeyedRequest, steps: Uint8Array): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('idempotency_key')
    .set({ steps })
    .where('account_id', '=', request.accountId)
    .where('key_hash', '=', request.keyHash)
    .where('claim', '=', request.claim)
    .where('status', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}
