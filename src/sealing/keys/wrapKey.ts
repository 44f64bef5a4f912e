import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { Unavailable } from '../../domain/errors.ts';
import type { WrappedKey } from '../../store/ports/encryption/sealing.ts';
import { boundTo } from '../boundTo.ts';
import { openBlob, sealBlob } from '../sealedBlob.ts';
import type { KeyRing, MasterKey } from './keyRing.ts';

const KEY_BYTES = 32;
/** An operator has to act first. */
const RETRY_SECONDS = 5;

/** A new key for the account, wrapped by the active master key. */
export function makeKey({ active }: KeyRing, accountId: string): WrappedKey {
  return wrapKey(active, accountId, createSecretKey(randomBytes(KEY_BYTES)));
}

export function wrapKey({ name, key: master }: MasterKey, accountId: string, key: KeyObject): WrappedKey {
  const wrapped = sealBlob(master, boundTo('account-key', accountId, name), key.export()).toString('base64');
  return { accountId, masterKey: name, wrapped };
}

/** The ring cannot open the key of an account: 503 on the wire, until the operator gives the node the master key. */
export class CannotUnwrap extends Unavailable {
  /** For the operator. */
  readonly reason: string;

  constructor(reason: string) {
    super('the key of an account', RETRY_SECONDS);
    this.reason = reason;
    this.message = `the key of an account is unavailable: ${reason}`;
  }
}

/** @throws CannotUnwrap */
export function unwrapKey({ byName }: KeyRing, { accountId, masterKey, wrapped }: WrappedKey): KeyObject {
  const master = byName.get(masterKey);
  if (!master) {
    throw new CannotUnwrap(`the key ring lacks the master key ${masterKey}, which wraps keys of accounts: add it`);
  }
  const bytes = openBlob(master.key, boundTo('account-key', accountId, masterKey), Buffer.from(wrapped, 'base64'));
  if (bytes) return createSecretKey(bytes);
  throw new CannotUnwrap(
    `the master key ${masterKey} of the key ring is not the one of that name that wraps the keys of accounts`,
  );
}
