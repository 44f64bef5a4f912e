import type { EncryptionStore } from '../../store/ports/encryption/encryptionStore.ts';
import type { WrappedKey } from '../../store/ports/encryption/sealing.ts';

const FORMAT = 1;
const PAGE = 500;

/** The text is no file of keys, or not a whole one. */
export class KeyFileRefused extends Error {
  override readonly name = 'KeyFileRefused';
}

/** Keys of accounts as lines of JSON, with how many they are at the end: what was cut off is noticed. */
export async function* writeKeyFile(store: Pick<EncryptionStore, 'keyPage'>): AsyncGenerator<Uint8Array> {
  const line = (value: unknown) => Buffer.from(`${JSON.stringify(value)}\n`);
  yield line({ format: FORMAT, time: new Date().toISOString() });
  let count = 0;
  for (let after: string | undefined; ; ) {
    const page = await store.keyPage({ after, limit: PAGE });
    if (page.length > 0) {
      yield Buffer.concat(
        page.map(({ accountId, masterKey, wrapped }) =>
          line({ account_id: accountId, master_key: masterKey, wrapped_key: wrapped }),
        ),
      );
    }
    count += page.length;
    after = page.at(-1)?.accountId;
    if (page.length < PAGE) break;
  }
  yield line({ keys: count });
}

/** @throws KeyFileRefused */
export function readKeyFile(text: string): readonly WrappedKey[] {
  const [head, ...lines] = text.split('\n').filter(Boolean).map(parseLine);
  const end = lines.pop();
  if (head?.format !== FORMAT) throw new KeyFileRefused('it is no file of account keys that this version knows');
  if (end?.keys !== lines.length) throw new KeyFileRefused('it is cut off, or was changed');
  return lines.map(({ account_id: accountId, master_key: masterKey, wrapped_key: wrapped }) => {
    if (typeof accountId !== 'string' || typeof masterKey !== 'string' || typeof wrapped !== 'string') {
      throw new KeyFileRefused('it has a line that is no key');
    }
    return { accountId, masterKey, wrapped };
  });
}

function parseLine(line: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
