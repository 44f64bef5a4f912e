import Type from 'typebox';
import { choice, flag, type SettingMeta, text, whole } from '../../settingKinds.ts';

export const administration = {
  REGISTRATION: choice(['open', 'closed', 'invite'], {
    default: 'open',
    description:
      'Who may register by `POST /accounts`. `open`: anyone who can reach the port, as in LUNA PLATFORM 3. `invite`: anyone with a code from `luna-backport3 invite create`. `closed`: nobody; an administrator creates accounts (docs/administration.md).',
  }),
  INVITATION_HOURS: whole(1, 8760, {
    default: 168,
    description: 'How long an invitation is valid, unless it says otherwise.',
  }),
  LIVE_SERVICE_FIGURES: flag({
    default: false,
    description:
      'Whether every account sees figures of the whole node at `GET /ext/1/live`: requests of all accounts, database, memory, warnings (docs/review.md).',
  }),
  TOKEN_STORAGE: choice(['plain', 'hashed'], {
    default: 'plain',
    description:
      'How tokens are stored in the database. `plain`: as LUNA PLATFORM 3 and tools that share its tables expect them. `hashed`: a copy of the database contains no usable tokens; pages of tokens then show other ids, which open nothing (docs/administration.md).',
  }),
  ADMIN_KEY: Type.String({
    maxLength: 1024,
    pattern: '^([!-~]{16,})?$',
    allowed: '16..1024 printable ASCII characters, no spaces',
    default: '',
    computedDefault: 'not set: the admin API and `/config` are off',
    secret: true,
    description:
      'Key of the administrator for `Authorization: Bearer`. Opens the admin API and `/config` (docs/administration.md).',
  } satisfies SettingMeta & Record<string, unknown>),
  ADMIN_HOST: text({ default: '127.0.0.1', description: 'Address that the admin API listens on.' }),
  ADMIN_PORT: whole(0, 65_535, { default: 5141, description: 'Port of the admin API; 0 takes a free one.' }),
};
