import { useSyncExternalStore } from 'react';

/** Who asks: a token opens what is stored, e-mail and password the account as well. */
export type Credentials =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'password'; readonly email: string; readonly password: string };

export type SessionState =
  | { readonly status: 'out' }
  | { readonly status: 'in'; readonly credentials: Credentials }
  /** The server no longer takes the credentials; what was under way waits for new ones. */
  | { readonly status: 'expired'; readonly credentials: Credentials };

/** The user left instead of signing in again. */
export class SignedOut extends Error {
  override readonly name = 'SignedOut';
}

/** Of the browser's tab, and only where the user asked to stay signed in; never a password. */
const KEPT = 'luna.console.token';

let state: SessionState = fromStorage();
let waiting: { readonly go: () => void; readonly leave: (error: Error) => void }[] = [];
const listeners = new Set<() => void>();

function fromStorage(): SessionState {
  const token = sessionStorage.getItem(KEPT);
  return token === null ? { status: 'out' } : { status: 'in', credentials: { kind: 'token', token } };
}

function become(next: SessionState): void {
  state = next;
  for (const listener of listeners) listener();
}

export function useSession(): SessionState {
  return useSyncExternalStore(subscribe, () => state);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the account itself may be asked: its tokens and statistics need e-mail and password. */
export function useHasPassword(): boolean {
  const session = useSession();
  return session.status !== 'out' && session.credentials.kind === 'password';
}

/** @throws SignedOut */
export function credentialsInUse(): Credentials {
  if (state.status === 'out') throw new SignedOut();
  return state.credentials;
}

/** @param kept a token to stay signed in with while the tab is open */
export function signedIn(credentials: Credentials, kept?: string): void {
  if (kept !== undefined) sessionStorage.setItem(KEPT, kept);
  become({ status: 'in', credentials });
  const going = waiting;
  waiting = [];
  for (const each of going) each.go();
}

export function signOut(): void {
  sessionStorage.removeItem(KEPT);
  become({ status: 'out' });
  const leaving = waiting;
  waiting = [];
  for (const each of leaving) each.leave(new SignedOut());
}

/**
 * Waits until the user has signed in again.
 * @param refused credentials that the server did not take; when others are in use by now, the user is not asked
 * @throws SignedOut
 */
export function renewed(refused: Credentials): Promise<void> {
  if (state.status === 'out') return Promise.reject(new SignedOut());
  if (state.credentials !== refused) return Promise.resolve();
  if (state.status === 'in') become({ status: 'expired', credentials: refused });
  return new Promise((go, leave) => waiting.push({ go, leave }));
}

export function headersOf(credentials: Credentials): Readonly<Record<string, string>> {
  if (credentials.kind === 'token') return { 'X-Auth-Token': credentials.token };
  const pair = new TextEncoder().encode(`${credentials.email}:${credentials.password}`);
  return { Authorization: `Basic ${btoa(String.fromCharCode(...pair))}` };
}
