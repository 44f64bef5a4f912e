import { Type } from 'typebox';
import { adminOperation } from '../operation.ts';
import { Count, Pages, pageOf } from '../schemas.ts';
import { InvitationObject, packInvitation } from './invitationObject.ts';

export const listInvitations = adminOperation({
  method: 'GET',
  path: '/invitations',
  tag: 'invitations',
  summary: 'Invitations that can still be used, newest first',
  query: Type.Object(Pages),
  answer: { status: 200, schema: Type.Object({ invitations: Type.Array(InvitationObject), count: Count }) },
  async run({ invitations, query }) {
    const { items, count } = await invitations.page(pageOf(query));
    return { invitations: items.map(packInvitation), count };
  },
});
