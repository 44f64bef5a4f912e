import Type from 'typebox';
import { flag, type SettingMeta, text, whole } from '../settingKinds.ts';

const optional = (pattern: string, meta: SettingMeta) => Type.String({ maxLength: 1024, pattern, ...meta });
const secret = (meta: SettingMeta) =>
  Type.String({ maxLength: 8192, pattern: '^[\\x21-\\x7e]*$', secret: true, ...meta });

export const s3 = {
  S3_ENDPOINT: optional('^(https?://[^\\s?#@]+)?$', {
    allowed: 'an http or https URL without a user name, a password and a query',
    default: '',
    computedDefault: "Amazon's, `https://s3.<S3_REGION>.amazonaws.com`",
    description:
      'The S3 service of `PORTRAIT_STORE=s3` (docs/s3.md): Amazon, MinIO, Ceph or another one that speaks the protocol. A certificate of your own authority: `NODE_EXTRA_CA_CERTS`.',
  }),
  S3_BUCKET: optional('^([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])?$', {
    allowed: 'the name of a bucket',
    default: '',
    computedDefault: 'not set',
    description: 'The bucket of portraits, which is there already. The same on all nodes.',
  }),
  S3_PREFIX: optional('^([A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*/?)?$', {
    allowed: 'letters, digits, `.`, `_`, `-`, with `/` between them',
    default: 'portraits/',
    description:
      'Before the name of each object in the bucket. What is below it belongs to one installation: garbage collection deletes portraits there that its database does not know.',
  }),
  S3_REGION: text({
    default: 'us-east-1',
    description:
      'The region of the bucket, which requests are signed for. MinIO and Ceph take the default unless they are told otherwise.',
  }),
  S3_ACCESS_KEY_ID: secret({
    default: '',
    computedDefault: 'not set',
    description: 'Credentials that may do in the bucket what docs/s3.md lists.',
  }),
  S3_SECRET_ACCESS_KEY: secret({ default: '', computedDefault: 'not set', description: 'The secret to it.' }),
  S3_SESSION_TOKEN: secret({
    default: '',
    computedDefault: 'not set',
    description: 'Belongs to temporary credentials. They are read at the start; restart the node before they expire.',
  }),
  S3_PATH_STYLE: flag({
    default: true,
    description:
      '1: `endpoint/bucket/object`, which all services know. 0: `bucket.endpoint/object`, where the service demands it.',
  }),
  S3_TIMEOUT_SECONDS: whole(1, 60, {
    default: 5,
    description:
      'How long one call of the S3 service may take, with up to three attempts and the pauses between them; an attempt may take half of it.',
  }),
  S3_CONNECTIONS: whole(1, 512, {
    default: 32,
    description:
      'Connections of a node to the S3 service. Further calls wait for one, as long as `S3_TIMEOUT_SECONDS` allows.',
  }),
};

interface S3Values {
  readonly PORTRAIT_STORE: string;
  readonly S3_ENDPOINT: string;
  readonly S3_BUCKET: string;
  readonly S3_ACCESS_KEY_ID: string;
  readonly S3_SECRET_ACCESS_KEY: string;
}

/** What of these settings does not go together. */
export function s3Problems(settings: S3Values): readonly string[] {
  const problems: string[] = [];
  if (settings.PORTRAIT_STORE === 's3' && settings.S3_BUCKET === '')
    problems.push('PORTRAIT_STORE = s3: needs S3_BUCKET');
  if (settings.S3_ENDPOINT !== '' && !URL.canParse(settings.S3_ENDPOINT)) {
    problems.push(`S3_ENDPOINT = ${settings.S3_ENDPOINT}: must be a URL such as https://s3.example.com`);
  }
  const missing = (['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const).filter((name) => settings[name] === '');
  if (settings.S3_BUCKET !== '' && missing.length > 0) problems.push(`S3_BUCKET: needs ${missing.join(' and ')}`);
  return problems;
}
