import { Type } from 'typebox';
import { adminOperation } from '../operation.ts';
import { InvitationIdText } from './invitationObject.ts';

export const revokeInvitation = adminOperation({
  method: 'DELETE',
  path: '/invitations/:invitation_id',
  tag: 'invitations',
  summary: 'Take an invitation back; it opens nothing any more, at once and on every node',
  params: Type.Object({ invitation_id: InvitationIdText }),
  answer: { status: 204 },
  run: ({ invitations, params }) => invitations.revoke(params.invitation_id),
});
