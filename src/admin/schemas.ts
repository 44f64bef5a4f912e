import { Type } from 'typebox';
import type { AccountId, ListId, PersonId, TokenId } from '../domain/ids.ts';
import { DEFAULT_PAGE, LARGEST_PAGE, LAST_PAGE, type Page } from '../domain/pages.ts';

const UUID4 = '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$';
export const idText = <Id extends string>() => Type.Unsafe<Id>({ type: 'string', pattern: UUID4 });

export const AccountIdText = idText<AccountId>();
export const TokenIdText = idText<TokenId>();
export const PersonIdText = idText<PersonId>();
export const ListIdText = idText<ListId>();

/** Path of everything below one account. */
export const AccountPath = Type.Object({ account_id: AccountIdText });

/** Text without what no database keeps. */
export const text = (maxLength: number, minLength = 0) =>
  Type.String({ minLength, maxLength, pattern: '^[^\\u0000]*$' });

export const Pages = {
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: LAST_PAGE, default: DEFAULT_PAGE.page })),
  page_size: Type.Optional(Type.Integer({ minimum: 1, maximum: LARGEST_PAGE.admin, default: DEFAULT_PAGE.size })),
};

export function pageOf({ page, page_size }: { page?: number; page_size?: number }): Page {
  return { page: page ?? DEFAULT_PAGE.page, size: page_size ?? DEFAULT_PAGE.size };
}

/** What deletes by age is told. */
export const DeletionRun = {
  dry_run: Type.Optional(Type.Boolean()),
  account_id: Type.Optional(AccountIdText),
  trust_clock: Type.Optional(Type.Boolean({ description: 'Go on even if the system clock looks wrong' })),
};

export const Count = Type.Integer({ minimum: 0 });
export const Time = Type.String({ description: 'RFC 3339 in UTC with microseconds' });
