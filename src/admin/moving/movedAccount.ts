import { Type } from 'typebox';
import type { HandlerId } from '../../domain/ids.ts';
import { checkTexts, Email, OrganizationName, Password } from '../accounts/accountText.ts';
import { adminOperation } from '../operation.ts';
import { AccountIdText, idText } from '../schemas.ts';
import { orConflict } from './orConflict.ts';

const HandlerIdText = Type.Optional(idText<HandlerId>());

export const takeAccount = adminOperation({
  method: 'PUT',
  path: '/moving/account',
  tag: 'moving',
  summary: 'The account with this e-mail, made without a token if it is not there',
  body: Type.Object(
    {
      email: Email,
      organization_name: OrganizationName,
      password: Password,
      active: Type.Boolean(),
      handler_ids: Type.Object(
        { extractor: HandlerIdText, identify: HandlerIdText, verify: HandlerIdText },
        { additionalProperties: false },
      ),
    },
    { additionalProperties: false },
  ),
  answer: {
    status: 200,
    schema: Type.Object({
      account_id: AccountIdText,
      made: Type.Boolean(),
      holds: Type.Boolean({ description: 'Persons, descriptors, lists or tokens are in it' }),
    }),
  },
  async run({ intake, body }) {
    const { email, organization_name: organizationName, password, active, handler_ids: handlerIds } = body;
    checkTexts({ email, password });
    const taken = await orConflict(intake.account({ email, organizationName, password, active, handlerIds }));
    return { account_id: taken.accountId, made: taken.made, holds: taken.holds };
  },
});
