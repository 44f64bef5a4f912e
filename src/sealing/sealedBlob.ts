import { createCipheriv, createDecipheriv, type KeyObject, randomFillSync } from 'node:crypto';
import { NONCE_BYTES, SEAL_BYTES, SEALED_FORMAT, TAG_BYTES } from '../store/encryption/sealedForm.ts';

/*
 * A sealed blob: the format (1 byte), a random nonce, the ciphertext, which is as long as the plain bytes, and the tag. AES-256-GCM; NIST SP 800-38D allows 2^32 random nonces a key, and a key seals what one account has.
 */

const CIPHER = 'aes-256-gcm';
const TAG_OPTION = { authTagLength: TAG_BYTES };
const BEGIN = 1 + NONCE_BYTES;

/** @param bound what the blob is, and whose: it opens with the same bytes only */
export function sealBlob(key: KeyObject, bound: Uint8Array, plain: Uint8Array): Buffer {
  const sealed = Buffer.allocUnsafe(plain.length + SEAL_BYTES);
  sealed[0] = SEALED_FORMAT;
  const nonce = randomFillSync(sealed, 1, NONCE_BYTES).subarray(1, BEGIN);
  const cipher = createCipheriv(CIPHER, key, nonce, TAG_OPTION).setAAD(bound);
  sealed.set(cipher.update(plain), BEGIN);
  cipher.final();
  sealed.set(cipher.getAuthTag(), sealed.length - TAG_BYTES);
  return sealed;
}

/** @returns undefined when the key or what is bound is another one, or a bit was changed */
export function openBlob(key: KeyObject, bound: Uint8Array, sealed: Uint8Array): Buffer | undefined {
  if (sealed.length < SEAL_BYTES || sealed[0] !== SEALED_FORMAT) return undefined;
  const end = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(1, BEGIN), TAG_OPTION);
  decipher.setAAD(bound).setAuthTag(sealed.subarray(end));
  const plain = decipher.update(sealed.subarray(BEGIN, end));
  try {
    decipher.final();
  } catch {
    return undefined;
  }
  return plain;
}
