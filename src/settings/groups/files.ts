import { text } from '../settingKinds.ts';

export const files = {
  DATA_DIR: text({
    default: './data',
    kind: 'path',
    description: 'Embedded database and portraits. One process at a time may use it.',
  }),
  MODELS_DIR: text({
    default: '.cache/models',
    kind: 'path',
    computedDefault: '`.cache/models` inside the package',
    description: 'Model weights. Fill it by `luna-backport3 models pull`, or copy it from another machine.',
  }),
};
