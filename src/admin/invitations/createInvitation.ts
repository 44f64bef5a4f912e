import { Type } from 'typebox';
import { ADMIN_LIMIT } from '../../domain/adminLimits.ts';
import { TEXT_LENGTH } from '../../domain/textLengths.ts';
import { adminOperation } from '../operation.ts';
import { text } from '../schemas.ts';
import { InvitationObject, packInvitation } from './invitationObject.ts';

export const createInvitation = adminOperation({
  method: 'POST',
  path: '/invitations',
  tag: 'invitations',
  summary: 'Invite somebody to register, once; the answer holds the code, which is shown this one time',
  body: Type.Object(
    {
      note: Type.Optional(text(TEXT_LENGTH.data)),
      hours: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: ADMIN_LIMIT.invitationHours,
          description: 'How long it is valid; INVITATION_HOURS when absent',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  answer: {
    status: 201,
    schema: Type.Object({ invitation: InvitationObject, code: Type.String() }),
  },
  async run({ invitations, invitationHours, body: { note = '', hours = invitationHours } }) {
    const { invitation, code } = await invitations.create({ note, hours });
    return { invitation: packInvitation(invitation), code };
  },
});
