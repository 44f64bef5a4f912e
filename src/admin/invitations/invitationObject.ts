import { Type } from 'typebox';
import type { Invitations } from '../../core/accounts/invitations.ts';
import type { InvitationId } from '../../domain/ids.ts';
import { idText, Time } from '../schemas.ts';

export const InvitationIdText = idText<InvitationId>();

/** An invitation as the administrator sees it; its code is shown once, when it is made. */
export const InvitationObject = Type.Object({
  invitation_id: InvitationIdText,
  note: Type.String(),
  create_time: Time,
  expire_time: Time,
});

type Invitation = Awaited<ReturnType<Invitations['page']>>['items'][number];

export function packInvitation({ invitationId, note, createTime, expireTime }: Invitation) {
  return { invitation_id: invitationId, note, create_time: createTime, expire_time: expireTime };
}
