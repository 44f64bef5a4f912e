import { Type } from 'typebox';
import type { LiveFigures } from '../../core/live/liveFigures.ts';
import { PERSON } from '../documented/exampleObjects.ts';
import { Count, Time } from '../operations/answerObjects.ts';
import { operation } from '../operations/operation.ts';

const EVENT_STREAM = 'text/event-stream';

const Latency = Type.Object({ p50: Type.Number(), p95: Type.Number(), p99: Type.Number() });

const AccountFigures = Type.Object({
  persons: Count,
  descriptors: Count,
  attached: Count,
  photos_per_minute: Count,
  searches_per_minute: Count,
  errors_per_minute: Count,
  latency: Type.Union([Latency, Type.Null()], { description: 'Milliseconds of the last minute' }),
});

const ServiceFigures = Type.Object({
  requests_per_minute: Count,
  database: Type.Object({ kind: Type.String(), serving: Type.Boolean(), hosts_opened: Count }),
  portraits: Type.Unsafe<string>({ type: 'string', enum: ['files', 'database', 's3', 'off'] }),
  memory: Count,
  event_loop_p99: Type.Number(),
  uptime: Type.Number(),
  warnings: Type.Array(Type.String()),
});

const Figures = Type.Object({
  time: Time,
  account: AccountFigures,
  service: Type.Union([ServiceFigures, Type.Null()]),
});

function packFigures({ time, counts, traffic, service }: LiveFigures) {
  return {
    time,
    account: {
      persons: counts.persons,
      descriptors: counts.descriptors,
      attached: counts.attachedDescriptors,
      photos_per_minute: traffic.photos,
      searches_per_minute: traffic.searches,
      errors_per_minute: traffic.errors,
      latency: traffic.latency ?? null,
    },
    service: service
      ? {
          requests_per_minute: service.requestsPerMinute,
          database: {
            kind: service.databaseKind,
            serving: service.databaseServes,
            hosts_opened: service.databaseHosts,
          },
          portraits: service.portraits,
          memory: service.memory,
          event_loop_p99: service.eventLoopP99,
          uptime: service.uptime,
          warnings: service.warnings,
        }
      : null,
  };
}

/** GET /live (docs/review.md). */
export const getLiveFigures = operation({
  method: 'GET',
  path: '/live',
  tag: 'review',
  operationId: 'getLiveFigures',
  summary: 'What the account does on this node, now or as it happens',
  description:
    'Counts of the account, and its requests to this node in the last minute. With `Accept: text/event-stream` the figures come as server-sent events `figures`, at once and every two seconds, until either side ends it; four streams an account, 64 a node. `service` tells of the whole node, where the operator lets accounts see it (`LIVE_SERVICE_FIGURES`), and is null elsewhere.',
  errors: ['tooManyStreams'],
  example: {
    answer: {
      time: PERSON.create_time,
      account: {
        persons: 2,
        descriptors: 5,
        attached: 3,
        photos_per_minute: 12,
        searches_per_minute: 40,
        errors_per_minute: 0,
        latency: { p50: 14.2, p95: 90.1, p99: 130 },
      },
      service: null,
    },
  },
  access: 'account',
  answer: { status: 200, schema: Figures },
  run: async ({ accountId, live }) => packFigures(await live.now(accountId)),
  representations: {
    [EVENT_STREAM]: async ({ accountId, live }) =>
      live.stream(accountId, (figures) => `event: figures\ndata: ${JSON.stringify(packFigures(figures))}\n\n`),
  },
});
