import { Type } from 'typebox';
import type { SimilarPair, Stretch } from '../../core/matching/crossmatch.ts';
import { NoRoom } from '../../domain/errors.ts';
import type { ListId } from '../../domain/ids.ts';
import { AdminError } from '../adminError.ts';
import { adminOperation } from '../operation.ts';
import { Count, ListIdText } from '../schemas.ts';
import { noList } from './describeList.ts';

/** Pairs of one event: some hundred kilobytes. */
const PAIRS_AT_ONCE = 2000;
const MOST_PAIRS = 10_000;

const Pair = Type.Object({
  similarity: Type.Number(),
  a: Type.Object({ person_id: Type.Union([Type.String(), Type.Null()]), descriptor_id: Type.String() }),
  b: Type.Object({ person_id: Type.Union([Type.String(), Type.Null()]), descriptor_id: Type.String() }),
});

export const crossmatchLists = adminOperation({
  method: 'POST',
  path: '/crossmatch',
  tag: 'lists',
  summary: 'Every pair of two lists, or within one, from a similarity on; the pairs come as events',
  body: Type.Object(
    {
      list_ids: Type.Array(ListIdText, { minItems: 1, maxItems: 2 }),
      threshold: Type.Number({ minimum: 0, maximum: 1 }),
      limit: Type.Integer({ minimum: 1, maximum: MOST_PAIRS, description: 'Pairs of one member of the first list' }),
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
        await tellStretch(stretch, tell);
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
  { pairs, last, probes, comparisons, skipped }: Stretch,
  tell: (event: unknown) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < pairs.length; from += PAIRS_AT_ONCE) {
    await tell({ pairs: pairs.slice(from, from + PAIRS_AT_ONCE).map(pairObject) });
  }
  await tell({ pairs: [], done: { last, probes, comparisons, skipped } });
}

function pairObject({ similarity, probePersonId, probeDescriptorId, personId, descriptorId }: SimilarPair) {
  return {
    similarity,
    a: { person_id: probePersonId, descriptor_id: probeDescriptorId },
    b: { person_id: personId, descriptor_id: descriptorId },
  };
}
