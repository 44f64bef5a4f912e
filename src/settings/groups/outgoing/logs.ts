import { choice } from '../../settingKinds.ts';

export const logs = {
  LOG_LEVEL: choice(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
    default: 'info',
    synonyms: { warning: 'warn' },
    description: 'Lowest severity that is logged. The original’s `ERROR`, `WARNING`, `INFO` and `DEBUG` work, too.',
  }),
  LOG_TIME: choice(['LOCAL', 'UTC'], {
    default: 'LOCAL',
    description: 'Clock of log lines and of the request ids that the service makes.',
  }),
};
