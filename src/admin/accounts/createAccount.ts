import { Type } from 'typebox';
import { adminOperation } from '../operation.ts';
import { TokenIdText } from '../schemas.ts';
import { AccountObject, packAccount } from './accountObject.ts';
import { checkTexts, Email, OrganizationName, Password } from './accountText.ts';

export const createAccount = adminOperation({
  method: 'POST',
  path: '/accounts',
  tag: 'accounts',
  summary: 'Register an account; the answer holds its first token',
  body: Type.Object(
    { organization_name: OrganizationName, email: Email, password: Password },
    { additionalProperties: false },
  ),
  answer: { status: 201, schema: Type.Object({ account: AccountObject, token: TokenIdText }) },
  async run({ accounts, body: { organization_name: organizationName, email, password } }) {
    checkTexts({ email, password });
    const { account, token } = await accounts.create({ organizationName, email, password });
    return { account: packAccount(account), token };
  },
});
