import type { InvitationId } from '../../domain/ids.ts';
import type { Page, Paged } from '../../domain/pages.ts';
import type { Timestamp } from '../../domain/time.ts';
import type { StoreContext } from '../ports/dialect.ts';
import { offsetOf, paged } from '../sql/context.ts';

/** One that can still be used. Times are the database's, in UTC, so that all nodes mean the same. */
export interface Invitation {
  readonly invitationId: InvitationId;
  /** Whom it is for, in the administrator's words. */
  readonly note: string;
  readonly createTime: Timestamp;
  readonly expireTime: Timestamp;
}

/** Who knows the code of an invitation may register once: its row is deleted by its use. */
export interface InvitationStore {
  create(invitation: Invitation, codeHash: string): Promise<void>;
  /** Newest first. */
  page(page: Page): Promise<Paged<Invitation>>;
  /** Undefined when it was used, revoked, is expired, or never was. */
  find(codeHash: string): Promise<InvitationId | undefined>;
  /** Uses it up, in the transaction of what it is used for. Of two that use it at once, one gets true. */
  take(codeHash: string): Promise<boolean>;
  /** False when it is unknown. */
  delete(invitationId: InvitationId): Promise<boolean>;
  /** Deletes what is expired. */
  sweep(): Promise<void>;
}

const COLUMNS = ['invitation_id', 'note', 'create_time', 'expire_time'] as const;

export function createInvitationStore({ db, dialect }: StoreContext): InvitationStore {
  const valid = () => db.selectFrom('invitation').where('expire_time', '>', dialect.utcNow);
  return {
    async create({ invitationId, note, createTime, expireTime }, codeHash) {
      await db
        .insertInto('invitation')
        .values({
          invitation_id: invitationId,
          code_hash: codeHash,
          note,
          create_time: createTime,
          expire_time: expireTime,
        })
        .execute();
    },

    async page(page) {
      const rows = await valid()
        .select(COLUMNS)
        .orderBy('create_time', 'desc')
        .orderBy('invitation_id', 'desc')
        .limit(page.size)
        .offset(offsetOf(page))
        .execute();
      const items = rows.map((row) => ({
        invitationId: row.invitation_id as InvitationId,
        note: row.note ?? '',
        createTime: row.create_time,
        expireTime: row.expire_time,
      }));
      return paged(items, page, async () => {
        const { count } = await valid()
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow();
        return count;
      });
    },

    async find(codeHash) {
      const row = await valid().select('invitation_id').where('code_hash', '=', codeHash).executeTakeFirst();
      return row && (row.invitation_id as InvitationId);
    },

    async take(codeHash) {
      const { numDeletedRows } = await db
        .deleteFrom('invitation')
        .where('code_hash', '=', codeHash)
        .where('expire_time', '>', dialect.utcNow)
        .executeTakeFirstOrThrow();
      return numDeletedRows > 0n;
    },

    async delete(invitationId) {
      const { numDeletedRows } = await db
        .deleteFrom('invitation')
        .where('invitation_id', '=', invitationId)
        .executeTakeFirstOrThrow();
      return numDeletedRows > 0n;
    },

    async sweep() {
      await db.deleteFrom('invitation').where('expire_time', '<=', dialect.utcNow).execute();
    },
  };
}
