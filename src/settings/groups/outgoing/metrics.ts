import Type from 'typebox';
import { flag, type SettingMeta, text } from '../../settingKinds.ts';

export const metrics = {
  METRICS_ENABLED: flag({
    default: false,
    description:
      'Whether anyone may read `GET /metrics`: counts and times of requests for Prometheus. While off it answers 403. The admin API has a page of all metrics in any case (docs/metrics.md).',
  }),
  METRICS_EXTRA_LABELS: text({
    default: '',
    minLength: 0,
    allowed: 'pairs name=value, comma between, 1..1024 characters',
    computedDefault: 'none',
    description: 'Labels on every metric, `site=north,node=a`.',
  }),
  INFLUX_URL: text({
    default: '',
    minLength: 0,
    allowed: 'an http or https URL of 1..1024 characters',
    computedDefault: 'none: nothing is sent',
    description:
      'Where InfluxDB takes lines, `http://127.0.0.1:8086/write?db=luna_monitoring`: a point of each request and of each error, tagged as the original did (docs/metrics.md).',
  }),
  INFLUX_USER: text({
    default: '',
    minLength: 0,
    computedDefault: 'none',
    description: 'User of that InfluxDB; version 2 takes any.',
  }),
  INFLUX_PASSWORD: Type.String({
    maxLength: 1024,
    default: '',
    computedDefault: 'not set',
    secret: true,
    description: 'Password of that user; a token for version 2.',
  } satisfies SettingMeta & Record<string, unknown>),
};
