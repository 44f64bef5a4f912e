import { text, whole } from '../../settingKinds.ts';

const rate = (who: string) =>
  whole(0, 1_000_000, {
    default: 0,
    description: `Requests a second of one ${who}; more are answered 429 with \`Retry-After\`. 0 switches it off. Each node counts by itself (docs/limits.md).`,
  });
const quota = (who: string) =>
  whole(0, 1_000_000_000, {
    default: 0,
    description: `Requests of one ${who} within \`QUOTA_HOURS\`, which begin with the first; more are answered 429. 0 switches it off.`,
  });

export const limits = {
  RATE_LIMIT_ADDRESS: rate('address (IPv6: one /64 network)'),
  RATE_LIMIT_TOKEN: rate('token'),
  RATE_LIMIT_ACCOUNT: rate('account'),
  RATE_LIMIT_BURST_SECONDS: whole(1, 3600, {
    default: 5,
    description: 'As many requests as a rate allows in this time may come at once.',
  }),
  RATE_LIMIT_EXEMPT: text({
    default: '',
    minLength: 0,
    allowed: 'addresses or networks, comma between, 1..1024 characters',
    computedDefault: 'none',
    description: 'Addresses and networks whose requests no rate and no quota counts, `10.0.0.0/8, fd00::1`.',
  }),
  QUOTA_ADDRESS: quota('address'),
  QUOTA_TOKEN: quota('token'),
  QUOTA_ACCOUNT: quota('account'),
  QUOTA_HOURS: whole(1, 8760, { default: 24, description: 'The period of quotas. A restart begins a new one.' }),
  PRESSURE_LIMIT_MS: whole(0, 60_000, {
    default: 0,
    description:
      'When the thread that answers requests is late by this much, requests are answered 503 with `Retry-After` until it is late by half of that at most for a second; probes and metrics are answered in any case. 0 switches it off.',
  }),
};
