import { LunaError } from '../../../client/src/lunaError.ts';
import { ROOT } from '../api/send.ts';
import { type Credentials, headersOf, signedIn } from './session.ts';

/** The token that a kept session is made for, by its name among the account's tokens. */
const TOKEN_DATA = 'console';

/**
 * Tries credentials and begins the session.
 * @param keep stay signed in while the tab is open: a token is kept, for a password one that is made for it
 * @throws LunaError
 */
export async function signIn(credentials: Credentials, keep: boolean): Promise<void> {
  const path = credentials.kind === 'token' ? '/4/storage/lists?page_size=1' : '/4/account';
  await call(path, { headers: headersOf(credentials) });
  signedIn(credentials, keep ? await tokenOf(credentials) : undefined);
}

async function tokenOf(credentials: Credentials): Promise<string> {
  if (credentials.kind === 'token') return credentials.token;
  const body = JSON.stringify({ token_data: TOKEN_DATA });
  const headers = { ...headersOf(credentials), 'Content-Type': 'application/json' };
  const { token } = (await call('/4/account/tokens', { method: 'POST', headers, body })) as { token: string };
  return token;
}

export interface Registration {
  readonly organization: string;
  readonly email: string;
  readonly password: string;
  readonly invitation: string;
}

/** Makes an account and begins a session of it. @throws LunaError */
export async function register({ organization, email, password, invitation }: Registration): Promise<void> {
  const query = invitation === '' ? '' : `?${new URLSearchParams({ invitation_code: invitation })}`;
  const body = JSON.stringify({ organization_name: organization, email, password });
  await call(`/4/accounts${query}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  signedIn({ kind: 'password', email, password });
}

async function call(path: string, init: RequestInit): Promise<unknown> {
  const response = await fetch(`${ROOT}${path}`, { ...init, credentials: 'omit' });
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw new LunaError(response, body);
  return body;
}
