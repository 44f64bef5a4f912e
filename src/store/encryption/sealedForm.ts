/** First byte of everything that is sealed: the format. A JPEG begins with 0xFF. */
export const SEALED_FORMAT = 1;
/** Of AES-256-GCM: a random nonce before the ciphertext, the tag behind it. */
export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;
/** Format, nonce and tag. */
export const SEAL_BYTES = 1 + NONCE_BYTES + TAG_BYTES;

/** Plain vectors have four bytes a component, so their length tells them apart, whatever the bytes are. */
const COMPONENT = 4;

export function isSealedVector({ length }: Uint8Array): boolean {
  return length % COMPONENT === SEAL_BYTES % COMPONENT;
}

export function isSealedImage(image: Uint8Array): boolean {
  return image[0] === SEALED_FORMAT && image.length >= SEAL_BYTES;
}

/** A node without the keys meets what others have sealed; the operator must act. */
export class SealedWithoutKeys extends Error {
  override readonly name = 'SealedWithoutKeys';
  constructor() {
    super('the data is sealed: set ENCRYPTION_KEYS_FILE or ENCRYPTION_KEYS_COMMAND and restart this node');
  }
}
