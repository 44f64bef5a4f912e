import { createHash, randomBytes } from 'node:crypto';
import { NotFound, RegistrationRefused } from '../../domain/errors.ts';
import { type InvitationId, newId } from '../../domain/ids.ts';
import type { Page, Paged } from '../../domain/pages.ts';
import { secondsBefore } from '../../domain/time.ts';
import type { Invitation } from '../../store/accounts/invitationStore.ts';
import type { Store, Stores } from '../../store/store.ts';

export interface Invitations {
  /** @returns the code too, which cannot be shown again */
  create(wanted: {
    readonly note: string;
    readonly hours: number;
  }): Promise<{ readonly invitation: Invitation; readonly code: string }>;
  /** Those that can still be used, newest first. */
  page(page: Page): Promise<Paged<Invitation>>;
  /** @throws NotFound('invitation') */
  revoke(invitationId: InvitationId): Promise<void>;
  /** @throws RegistrationRefused when it opens nothing, or no longer */
  require(code: string): Promise<InvitationId>;
  /** Uses it up, in the transaction that makes the account. @throws RegistrationRefused when another one was faster */
  take(tx: Pick<Stores, 'invitations'>, code: string): Promise<void>;
}

/** 128 random bits: none is found by guessing, and its hash needs no salt. */
const CODE_BYTES = 16;

export function createInvitations(store: Pick<Store, 'invitations' | 'now'>): Invitations {
  const { invitations } = store;
  return {
    async create({ note, hours }) {
      await invitations.sweep();
      const code = randomBytes(CODE_BYTES).toString('hex');
      const createTime = await store.now();
      const expireTime = secondsBefore(createTime, -hours * 3600);
      const invitation = { invitationId: newId<InvitationId>(), note, createTime, expireTime };
      await invitations.create(invitation, hashOf(code));
      return { invitation, code };
    },
    page: (page) => invitations.page(page),
    async revoke(invitationId) {
      if (!(await invitations.delete(invitationId))) throw new NotFound('invitation', 'target');
    },
    async require(code) {
      const invitationId = await invitations.find(hashOf(code));
      if (invitationId === undefined) throw new RegistrationRefused('invitation-unknown');
      return invitationId;
    },
    async take(tx, code) {
      if (!(await tx.invitations.take(hashOf(code)))) throw new RegistrationRefused('invitation-unknown');
    },
  };
}

function hashOf(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}
