import Type from 'typebox';
import type { SettingMeta } from '../settingKinds.ts';

export const encryption = {
  ENCRYPTION_KEYS: Type.String({
    maxLength: 65_536,
    allowed: 'lines `name:base64 of 32 bytes`, the active key first',
    default: '',
    computedDefault: 'not set: nothing is sealed',
    secret: true,
    description:
      'Master keys that wrap the keys of accounts, with which vectors and portraits are sealed (docs/encryption.md). Keep them away from the database and its backups, and give them to all nodes. A running node reads them again at SIGHUP. An existing installation stays as it is until `luna-backport3 encryption seal`.',
  } satisfies SettingMeta & Record<string, unknown>),
  ENCRYPTION_KEYS_COMMAND: Type.String({
    maxLength: 1024,
    pattern: '^[^\\u0000-\\u001f]*$',
    allowed: 'a command of the shell',
    default: '',
    computedDefault: 'not set',
    description:
      'In place of `ENCRYPTION_KEYS`: a command that prints it, for a KMS or a vault. It may take 30 seconds and print 64 KB, and runs at each start of a node or a command, and at SIGHUP.',
  } satisfies SettingMeta & Record<string, unknown>),
};
