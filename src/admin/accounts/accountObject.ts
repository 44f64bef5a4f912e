import { Type } from 'typebox';
import type { AccountAdministration } from '../../core/accounts/accountAdministration.ts';
import { AccountIdText, Time } from '../schemas.ts';

/** An account as the administrator sees it; never its password, not even the hash. */
export const AccountObject = Type.Object({
  account_id: AccountIdText,
  email: Type.String(),
  organization_name: Type.String(),
  suspended: Type.Boolean(),
  create_time: Time,
});

type Account = Awaited<ReturnType<AccountAdministration['get']>>;

export function packAccount({ accountId, email, organizationName, active, createTime }: Account) {
  return {
    account_id: accountId,
    email,
    organization_name: organizationName,
    suspended: !active,
    create_time: createTime,
  };
}
