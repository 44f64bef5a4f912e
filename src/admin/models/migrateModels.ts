import { Type } from 'typebox';
import type { Comparison } from '../../core/embedders/compareModels.ts';
import type { ModelMigration } from '../../core/embedders/modelMigration.ts';
import { ADMIN_LIMIT } from '../../domain/adminLimits.ts';
import { AdminError } from '../adminError.ts';
import { adminOperation } from '../operation.ts';
import { Count, ListIdText, text } from '../schemas.ts';

/** The embedder's name, which the migration knows. @throws AdminError */
function named({ names }: ModelMigration, name: string): string {
  if (!names.includes(name)) {
    throw new AdminError('bad-request', `there is no embedder ${JSON.stringify(name)}: ${names.join(', ')}`);
  }
  return name;
}

const Embedder = text(64, 1);
const closed = { additionalProperties: false } as const;

export const fillModel = adminOperation({
  method: 'POST',
  path: '/models/fill',
  tag: 'models',
  summary:
    'Make vectors of another embedder from portraits, beside those in use; after an interruption, the same call continues',
  body: Type.Object({ to: Embedder, rate: Type.Number({ minimum: 0, maximum: ADMIN_LIMIT.facesPerSecond }) }, closed),
  answer: {
    status: 200,
    schema: Type.Object({ made: Count, left: Count }),
    events: Type.Union([
      Type.Object({ done: Count, total: Count }),
      Type.Object({
        left: Type.Object({ descriptor_id: Type.String(), account_id: Type.String(), reason: Type.String() }),
      }),
    ]),
  },
  run: async ({ modelMigration, signal, tell, body: { to, rate } }) =>
    modelMigration.fill(named(modelMigration, to), {
      rate,
      signal,
      onProgress: (progress) => void tell(progress),
      onLeft: ({ descriptorId, accountId, reason }) =>
        tell({ left: { descriptor_id: descriptorId, account_id: accountId, reason } }),
    }),
});

const ComparisonObject = Type.Object({
  list_id: Type.String(),
  faces: Count,
  without: Count,
  probes: Count,
  other_best: Count,
  accepted: Type.Object({ both: Count, only_before: Count, only_after: Count }),
  known: Type.Object({ searches: Count, before: Count, after: Count }),
});

export const compareModels = adminOperation({
  method: 'POST',
  path: '/models/compare',
  tag: 'models',
  summary: 'How answers of sample searches would change with another embedder, list by list; changes nothing',
  body: Type.Object(
    {
      to: Embedder,
      samples: Type.Integer({ minimum: 1, maximum: ADMIN_LIMIT.samples }),
      threshold: Type.Number({ minimum: 0, maximum: 1 }),
    },
    closed,
  ),
  answer: { status: 200, schema: Type.Object({ lists: Count }), events: ComparisonObject },
  async run({ modelMigration, signal, tell, body: { to, samples, threshold } }) {
    let lists = 0;
    for await (const comparison of modelMigration.compare(named(modelMigration, to), { samples, threshold, signal })) {
      lists++;
      await tell(comparisonObject(comparison));
    }
    return { lists };
  },
});

function comparisonObject({ listId, otherBest, accepted, ...rest }: Comparison) {
  const { both, onlyBefore, onlyAfter } = accepted;
  return {
    list_id: listId,
    ...rest,
    other_best: otherBest,
    accepted: { both, only_before: onlyBefore, only_after: onlyAfter },
  };
}

export const switchModel = adminOperation({
  method: 'POST',
  path: '/models/switch',
  tag: 'models',
  summary: 'Give lists the vectors of another embedder, each list in one transaction; those of before stay beside',
  body: Type.Object({ to: Embedder, list_ids: Type.Optional(Type.Array(ListIdText, { maxItems: 1000 })) }, closed),
  answer: {
    status: 200,
    schema: Type.Object({ lists: Count, switched: Count, kept: Count }),
    events: Type.Object({ lists: Count, total: Count }),
  },
  async run({ modelMigration, signal, tell, body: { to, list_ids: listIds } }) {
    const onProgress = (progress: object) => void tell(progress);
    return modelMigration.switch(named(modelMigration, to), { listIds, signal, onProgress });
  },
});

export const forgetModel = adminOperation({
  method: 'POST',
  path: '/models/forget',
  tag: 'models',
  summary:
    'Delete the vectors of an embedder that lie beside those of the rows: there is no way back to it without portraits',
  body: Type.Object({ embedder: Embedder }, closed),
  answer: { status: 200, schema: Type.Object({ forgotten: Count }) },
  async run({ modelMigration, signal, body: { embedder } }) {
    return { forgotten: await modelMigration.forget(named(modelMigration, embedder), signal) };
  },
});
