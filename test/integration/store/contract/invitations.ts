import { expect, it } from 'vitest';
import { createInvitations } from '../../../../src/core/accounts/invitations.ts';
import { RegistrationRefused } from '../../../../src/domain/errors.ts';
import { type InvitationId, newId } from '../../../../src/domain/ids.ts';
import { secondsBefore } from '../../../../src/domain/time.ts';
import type { Store } from '../../../../src/store/store.ts';
import { anAccount } from '../support/rows.ts';

/** Invitations: each opens once, until it expires, however many ask at the same time. */
export function invitationsContract(open: () => Store): void {
  const page = { page: 1, size: 100 };
  const idsOf = async (store: Store) => (await store.invitations.page(page)).items.map((each) => each.invitationId);

  it('gives an invitation back as it was made, and never its code', async () => {
    const store = open();
    const { invitation, code } = await createInvitations(store).create({ note: 'Jane 😀', hours: 1 });
    const { items } = await store.invitations.page(page);
    expect(items).toContainEqual(invitation);
    expect(Date.parse(invitation.expireTime) - Date.parse(invitation.createTime)).toBe(3600_000);
    expect(JSON.stringify(items)).not.toContain(code);
  });

  it('lets one of many in that use it at once, and an account that is not made leaves it as it was', async () => {
    const store = open();
    const invitations = createInvitations(store);
    const { invitation, code } = await invitations.create({ note: '', hours: 1 });
    const failed = store.transaction(async (tx) => {
      await invitations.take(tx, code);
      throw new Error('e-mail taken');
    });
    await expect(failed).rejects.toThrow('e-mail taken');
    expect(await invitations.require(code)).toBe(invitation.invitationId);

    const uses = Array.from({ length: 8 }, () =>
      store.transaction(async (tx) => {
        await invitations.take(tx, code);
        return anAccount(tx);
      }),
    );
    const settled = await Promise.allSettled(uses);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const each of settled) {
      if (each.status === 'rejected') expect(each.reason).toEqual(new RegistrationRefused('invitation-unknown'));
    }
    expect(await idsOf(store)).not.toContain(invitation.invitationId);
  });

  it('opens nothing when it is expired or revoked, and forgets what is expired', async () => {
    const store = open();
    const invitations = createInvitations(store);
    const now = await store.now();
    const expired = {
      invitationId: newId<InvitationId>(),
      note: '',
      createTime: now,
      expireTime: secondsBefore(now, 1),
    };
    await store.invitations.create(expired, 'e'.repeat(64));
    expect(await store.invitations.find('e'.repeat(64))).toBeUndefined();
    expect(await store.invitations.take('e'.repeat(64))).toBe(false);
    expect(await idsOf(store)).not.toContain(expired.invitationId);
    await store.invitations.sweep();
    expect(await store.invitations.delete(expired.invitationId)).toBe(false);

    const { invitation, code } = await invitations.create({ note: '', hours: 1 });
    await invitations.revoke(invitation.invitationId);
    await expect(invitations.require(code)).rejects.toThrow(RegistrationRefused);
    await expect(invitations.revoke(invitation.invitationId)).rejects.toThrow('invitation not found');
  });
}
