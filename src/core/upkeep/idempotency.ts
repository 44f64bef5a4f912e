import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import { LateCache } from '../../concurrency/memory/lateCache.ts';
import { IdempotencyRefused } from '../../domain/errors.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { KeyedRequest } from '../../store/accounts/idempotencyKeyStore.ts';
import type { Store } from '../../store/store.ts';

/** An answer as it left. */
export interface KeptAnswer {
  readonly status: number;
  readonly body: string;
}

export interface Idempotency {
  /**
   * Does the work once for each key of an account, on all nodes; afterwards the same request gets the first answer.
   * Work that throws leaves no answer: the next attempt does what the database does not have yet.
   * @param fingerprint what makes it the same request
   * @throws IdempotencyRefused, Unavailable, and what the work throws
   */
  once<Answer extends KeptAnswer>(
    accountId: AccountId,
    key: string,
    fingerprint: string,
    work: () => Promise<Answer>,
  ): Promise<{ readonly answer: Answer | KeptAnswer; readonly isRepeat: boolean }>;
}

export interface IdempotencyParts {
  readonly store: Pick<Store, 'idempotencyKeys' | 'withKey'>;
  readonly keptSeconds: number;
  /** Keys of an account within that time. */
  readonly keysPerAccount: number;
  readonly onFailed: (error: unknown) => void;
}

/** Bytes; a longer answer is not kept. Holds a thousand candidates. */
const LONGEST_ANSWER = 256 * 1024;
const COUNT_VALID_MS = 60_000;

/**
 * What is stored can only be read with the key, which is not stored: answers hold ids that open things, and what a
 * person is called.
 */
export function createIdempotency({ store, keptSeconds, keysPerAccount, onFailed }: IdempotencyParts): Idempotency {
  const keys = store.idempotencyKeys;
  const counts = new LateCache<AccountId, { count: number }>({ max: 10_000, ttl: COUNT_VALID_MS });

  async function requireRoom(accountId: AccountId): Promise<void> {
    const known = counts.get(accountId) ?? { count: await keys.count(accountId) };
    if (known.count++ >= keysPerAccount) throw new IdempotencyRefused('too-many-keys');
    if (!counts.has(accountId)) counts.set(accountId, known);
  }

  /** The work is done or the error is on its way: what fails here only costs a later attempt time. */
  const quietly = (saving: Promise<unknown>) => saving.catch(onFailed);

  return {
    async once(accountId, key, fingerprint, work) {
      await requireRoom(accountId);
      const seal = createSeal(accountId, key);
      const request: KeyedRequest = {
        accountId,
        keyHash: createHash('sha256').update(`${accountId} ${key}`).digest('hex'),
        fingerprint: createHmac('sha256', key).update(fingerprint).digest('hex'),
        claim: randomUUID(),
      };
      const claimed = await keys.claim(request, keptSeconds);
      if (claimed.kind === 'answered') {
        const { status, answer } = claimed;
        if (answer === undefined) throw new IdempotencyRefused('answer-not-kept');
        return { answer: { status, body: String(seal.open(answer)) }, isRepeat: true };
      }
      if (claimed.kind !== 'run') throw new IdempotencyRefused(claimed.kind);
      const done = claimed.steps ? (seal.open(claimed.steps) as readonly unknown[]) : [];
      try {
        const answer = await store.withKey({ request, done, seal: seal.close }, work);
        const isKept = answer.body.length <= LONGEST_ANSWER;
        await quietly(keys.answer(request, answer.status, isKept ? seal.close(answer.body) : undefined));
        return { answer, isRepeat: false };
      } catch (error) {
        // Not awaited: the database may be what fails.
        void quietly(keys.release(request));
        throw error;
      }
    },
  };
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM under a key that is made of the client's. */
function createSeal(accountId: AccountId, key: string) {
  const secret = createHmac('sha256', key).update(`seal ${accountId}`).digest();
  return {
    close(value: unknown): Uint8Array {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', secret, iv);
      const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), text]);
    },
    open(sealed: Uint8Array): unknown {
      const decipher = createDecipheriv('aes-256-gcm', secret, sealed.subarray(0, IV_BYTES));
      decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      const text = Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
      return JSON.parse(text.toString('utf8'));
    },
  };
}
