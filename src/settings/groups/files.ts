import { choice, text } from '../settingKinds.ts';

export const files = {
  DATA_DIR: text({
    default: './data',
    kind: 'path',
    description:
      'Embedded database, and portraits in files. One process at a time may use the database; nodes that keep portraits in files share the folder.',
  }),
  PORTRAIT_STORE: choice(['files', 'database', 's3'], {
    default: 'files',
    computedDefault: '`files`; with `DB_TYPE` postgres and oracle `database`',
    description:
      'Where portraits are kept, from the first start on: in `DATA_DIR`, which all nodes must then share, in the database, or in a bucket of S3 (docs/s3.md). `luna-backport3 portraits move` changes it later.',
  }),
  MODELS_DIR: text({
    default: '.cache/models',
    kind: 'path',
    computedDefault: 'in a checkout `.cache/models`, else `models` in `DATA_DIR`',
    description: 'Model weights. Fill it with `luna-backport3 models pull`, or copy it from another machine.',
  }),
  MODELS_POLICY: choice(['any', 'clean'], {
    default: 'any',
    description:
      '`clean` refuses to start with nets whose weights have no licence statement, and does without those that only give a second opinion (docs/own-models.md).',
  }),
};
