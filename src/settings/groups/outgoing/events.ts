import Type from 'typebox';
import { MB, type SettingMeta, text, whole } from '../../settingKinds.ts';

export const events = {
  EVENTS_RECEIVER: text({
    default: '',
    minLength: 0,
    allowed: 'an http or https URL of 1..1024 characters',
    computedDefault: 'none: events are off',
    description:
      'http or https URL that gets an event after each extraction and matching request, as LUNA PLATFORM 3 sent it (docs/events.md).',
  }),
  EVENTS_SIGNATURE_KEY: Type.String({
    maxLength: 1024,
    default: '',
    computedDefault: 'not set: events are not signed',
    secret: true,
    description: 'Key of the HMAC that signs each event.',
  } satisfies SettingMeta & Record<string, unknown>),
  EVENTS_QUEUE_LIMIT: whole(1, 1_000_000, {
    default: 10_000,
    description:
      'Events and webhooks that may wait in memory for one receiver, a few kB each; one more is dropped and counted.',
  }),
  EVENTS_MEMORY_LIMIT: whole(MB, 1024 * MB, {
    default: 64 * MB,
    kind: 'bytes',
    description:
      'Memory that events and webhooks may wait in, for all receivers together; one more is dropped and counted.',
  }),
  EVENTS_ATTEMPTS: whole(1, 100, { default: 8, description: 'Attempts to deliver an event before it is given up.' }),
  EVENTS_TIMEOUT_SECONDS: whole(1, 600, { default: 5, description: 'How long the receiver may take to answer.' }),
  EVENTS_CLOSE_SECONDS: whole(0, 600, {
    default: 5,
    description: 'How long waiting events may take to leave when the service ends.',
  }),
  WEBHOOK_ALLOWED_URLS: text({
    default: '',
    minLength: 0,
    allowed: 'http or https URLs, separated by commas, 1..1024 characters',
    computedDefault: 'none: webhooks are off',
    description:
      'http and https URLs, separated by commas, that webhooks of handlers may go to: this host and port, and this path or a path below it (docs/events.md). The settings above apply to webhooks, too.',
  }),
};
