import { Type } from 'typebox';
import { adminOperation } from '../operation.ts';
import { AccountPath } from '../schemas.ts';
import { AccountObject, packAccount } from './accountObject.ts';
import { checkTexts, OrganizationName, Password } from './accountText.ts';

export const updateAccount = adminOperation({
  method: 'PATCH',
  path: '/accounts/:account_id',
  tag: 'accounts',
  summary: 'Suspend, activate or rename an account, or give it a password; works at once on every node',
  params: AccountPath,
  body: Type.Object(
    {
      suspended: Type.Optional(Type.Boolean()),
      organization_name: Type.Optional(OrganizationName),
      password: Type.Optional(Password),
    },
    { additionalProperties: false },
  ),
  answer: { status: 200, schema: AccountObject },
  async run({ accounts, params, body }) {
    const { suspended, organization_name: organizationName, password } = body;
    checkTexts(password === undefined ? {} : { password });
    const active = suspended === undefined ? undefined : !suspended;
    return packAccount(await accounts.change(params.account_id, { active, organizationName, password }));
  },
});
