import { Type } from 'typebox';
import { operation } from '../operations/operation.ts';

/** GET /account (contract 10): also for a suspended account. */
export const getAccount = operation({
  method: 'GET',
  path: '/account',
  tag: 'accounts',
  operationId: 'getAccount',
  summary: 'The account itself',
  description: 'Shows the account of the credentials. A suspended account can still ask this.',
  errors: [],
  example: { answer: { email: 'jane.doe@example.com', organization_name: 'Example Ltd', suspended: false } },
  access: 'basic-even-suspended',
  answer: {
    status: 200,
    schema: Type.Object({ email: Type.String(), organization_name: Type.String(), suspended: Type.Boolean() }),
  },
  async run({ identity: { account } }) {
    return { email: account.email, organization_name: account.organizationName, suspended: !account.active };
  },
});
