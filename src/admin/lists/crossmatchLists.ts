import { Type } from 'typebox';
import type { SimilarPair, Stretch } from '../../core/matching/crossmatch.ts';
import type { ListPairs } from '../../core/matching/listPairs.ts';
import { ADMIN_LIMIT } from '../../domain/adminLimits.ts';
import { NoRoom } from '../../domain/errors.ts';
import type { ListId } from '../../domain/ids.ts';
import { AdminError } from '../adminError.ts';
import { adminOperation } from '../operation.ts';
import { Count, ListIdText } from '../schemas.ts';
import { noList } from './describeList.ts';

/** Pairs of one event: some hundred kilobytes. */
const PAIRS_AT_ONCE = 2000;

const TextOrNull = Type.Union([Type.String(), Type.Null()]);
const Member = Type.Object({
  person_id: TextOrNull,
  descriptor_id: Type.String(),
  user_data: TextOrNull,
  external_id: TextOrNull,
});
const Pair = Type.Object({ similarity: Type.Number(), a: Member, b: Member });

export const crossmatchLists = adminOperation({
  method: 'POST',
  path: '/crossmatch',
  tag: 'lists',
  summary: 'Every pair of two lists, or within one, from a similarity on; the pairs come as events',
  body: Type.Object(
    {
      list_ids: Type.Array(ListIdText, { minItems: 1, maxItems: 2 }),
      threshold: Type.Number({ minimum: 0, maximum: 1 }),
      limit: Type.Integer({
        minimum: 1,
        maximum: ADMIN_LIMIT.pairs,
        description: 'Pairs of one member of the first list',
      }),
      after: Type.Optional(Type.String({ maxLength: 36, description: 'Goes on behind this member of the first list' })),
    },
    { additionalProperties: false },
  ),
  answer: {
    status: 200,
    schema: Type.Object({ probes: Count }),
    events: Type.Object({
      pairs: Type.Array(Pair),
      done: Type.Optional(
        Type.Object(
          { last: Type.String(), probes: Count, comparisons: Count, skipped: Count },
          { description: 'All pairs up to `last` were told: a later run may go on behind it' },
        ),
      ),
    }),
  },
  async run({ listPairs, signal, tell, body: { list_ids: listIds, threshold, limit, after } }) {
    const probes = listIds[0] as ListId;
    const candidates = listIds[1] ?? probes;
    for (const listId of listIds) if (!(await listPairs.describe(listId))) throw noList(listId);
    let compared = 0;
    try {
      for await (const stretch of listPairs.stretches({ probes, candidates, threshold, limit, after, signal })) {
        compared += stretch.probes;
        await tellStretch(listPairs, stretch, tell);
      }
    } catch (error) {
      if (!(error instanceof NoRoom)) throw error;
      const detail = `${error.message}: raise GALLERY_MEMORY_LIMIT, or name the smaller list last`;
      throw new AdminError('unavailable', detail, { cause: error });
    }
    return { probes: compared };
  },
});

async function tellStretch(
  listPairs: ListPairs,
  { pairs, last, probes, comparisons, skipped }: Stretch,
  tell: (event: unknown) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < pairs.length; from += PAIRS_AT_ONCE) {
    const some = pairs.slice(from, from + PAIRS_AT_ONCE);
    const ids = some.flatMap(({ probePersonId, personId }) => [probePersonId, personId]);
    const names = await listPairs.names([...new Set(ids.filter((id) => id !== null))]);
    await tell({ pairs: some.map((pair) => pairObject(pair, names)) });
  }
  await tell({ pairs: [], done: { last, probes, comparisons, skipped } });
}

type Names = Awaited<ReturnType<ListPairs['names']>>;

function pairObject(pair: SimilarPair, names: Names) {
  const { similarity, probePersonId, probeDescriptorId, personId, descriptorId } = pair;
  return {
    similarity,
    a: memberObject(probePersonId, probeDescriptorId, names),
    b: memberObject(personId, descriptorId, names),
  };
}

function memberObject(personId: SimilarPair['personId'], descriptorId: string, names: Names) {
  const name = personId === null ? undefined : names.get(personId);
  return {
    person_id: personId,
    descriptor_id: descriptorId,
    user_data: name?.userData ?? null,
    external_id: name?.externalId ?? null,
  };
}
