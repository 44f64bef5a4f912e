import Type from 'typebox';
import { ADMIN_LIMIT } from '../../../domain/adminLimits.ts';
import { flag, type SettingMeta, whole } from '../../settingKinds.ts';

export const audit = {
  AUDIT_LOG: flag({
    default: false,
    description:
      'Keep an audit log in the database: who enrolled, searched, verified, read, changed or erased what (docs/audit.md). An entry is written within a second of its answer.',
  }),
  AUDIT_KEY: Type.String({
    maxLength: 1024,
    pattern: '^([!-~]{16,})?$',
    allowed: '16..1024 printable ASCII characters, no spaces',
    default: '',
    computedDefault: 'not set: whoever can write to the database can write a log that fits',
    secret: true,
    description:
      'Key of the hashes that chain the audit log, the same on all nodes. It cannot be changed while there are entries made with another one.',
  } satisfies SettingMeta & Record<string, unknown>),
  AUDIT_RETENTION_DAYS: whole(0, ADMIN_LIMIT.keptDays, {
    default: 0,
    description: 'Delete entries of the audit log that are older than that many days. 0: never.',
  }),
};
