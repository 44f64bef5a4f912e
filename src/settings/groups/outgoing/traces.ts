import Type from 'typebox';
import { decimal, type SettingMeta, text } from '../../settingKinds.ts';

export const traces = {
  TRACES_URL: text({
    default: '',
    minLength: 0,
    allowed: 'an http or https URL of 1..1024 characters',
    computedDefault: 'none: nothing is traced',
    description:
      'Where spans of requests are posted, `http://127.0.0.1:4318/v1/traces`: OpenTelemetry over HTTP (docs/traces.md). The code for it is loaded only then.',
  }),
  TRACES_HEADERS: Type.String({
    maxLength: 4096,
    default: '',
    computedDefault: 'none',
    secret: true,
    description:
      'Headers of these posts, `authorization=Bearer%20abc,x-site=north`: pairs with a comma between, values percent-encoded.',
  } satisfies SettingMeta & Record<string, unknown>),
  TRACES_SHARE: decimal(0, 1, {
    default: 1,
    description:
      'Share of the requests that are traced. A caller that sends `traceparent` decides for its own requests.',
  }),
};
