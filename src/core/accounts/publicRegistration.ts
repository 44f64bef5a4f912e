import type { Caller } from '../../domain/caller.ts';
import { RegistrationRefused } from '../../domain/errors.ts';
import type { AccountId, InvitationId, TokenId } from '../../domain/ids.ts';
import type { Accounts, Registration } from './accounts.ts';
import type { Invitations } from './invitations.ts';

export type RegistrationMode = 'open' | 'closed' | 'invite';

/** Registration by whoever reaches the port; an administrator makes accounts past it. */
export interface PublicRegistration {
  /** Before anything is read or hashed. @throws RegistrationRefused */
  requireOpen(code: string | undefined): Promise<void>;
  /** Uses the invitation up when the account is made, and only then. @throws RegistrationRefused, Conflict('email-taken'), ClientGone */
  register(registration: Registration, code: string | undefined, caller?: Caller): Promise<TokenId>;
}

export interface PublicRegistrationParts {
  readonly mode: RegistrationMode;
  readonly accounts: Accounts;
  readonly invitations: Invitations;
  readonly onInvited: (used: { readonly accountId: AccountId; readonly invitationId: InvitationId }) => void;
}

export function createPublicRegistration(parts: PublicRegistrationParts): PublicRegistration {
  const { mode, accounts, invitations, onInvited } = parts;

  /** The invitation that lets in; undefined where none is needed. */
  async function admit(code: string | undefined) {
    if (mode === 'open') return undefined;
    if (mode === 'closed') throw new RegistrationRefused('closed');
    if (!code) throw new RegistrationRefused('invitation-missing');
    return { code, invitationId: await invitations.require(code) };
  }

  return {
    async requireOpen(code) {
      await admit(code);
    },
    async register(registration, code, caller) {
      const invited = await admit(code);
      if (!invited) return (await accounts.register(registration, undefined, caller)).tokenId;
      const made = await accounts.register(registration, (tx) => invitations.take(tx, invited.code), caller);
      onInvited({ accountId: made.accountId, invitationId: invited.invitationId });
      return made.tokenId;
    },
  };
}
