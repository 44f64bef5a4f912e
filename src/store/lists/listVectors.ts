import type { DescriptorId, ListId, PersonId } from '../../domain/ids.ts';
import { openStream } from '../encryption/openStream.ts';
import { openVectors, readVectorRows, readVectorRowsOfPersons, type VectorRow } from '../people/vectors.ts';
import type { StoreContext } from '../ports/dialect.ts';
import type { StoredVector } from './listFeed.ts';

/** Keys are a fiftieth of what belongs to them: one statement reads those of several statements for vectors. */
const STATEMENTS_PER_KEY_PAGE = 10;

/** Before every UUID, and not '', which is NULL on Oracle. */
const FIRST = ' ';

export interface ListReading {
  /** Only members behind this id. */
  readonly behind?: string | undefined;
  /** Statements for vectors that are under way while the caller works on a batch; as many as the database takes well. */
  readonly ahead?: number;
}

/** Vectors of a descriptors list, in batches; each batch is as the database is at that moment. */
export function readDescriptorsList(
  context: StoreContext,
  listId: ListId,
  { behind = FIRST, ahead = context.dialect.vectorStatementsAtOnce }: ListReading = {},
): AsyncGenerator<StoredVector[]> {
  const keys = keyPages(context, behind, (after, limit) =>
    context.db
      .selectFrom('list_descriptor')
      .select('descriptor_id as id')
      .where('list_id', '=', listId)
      .where('descriptor_id', '>', after)
      .orderBy('descriptor_id')
      .limit(limit)
      .execute(),
  );
  return readAndOpen(context, ahead, keys, (ids) => readVectorRows(context, ids as DescriptorId[]));
}

/** Vectors of all that the persons of a list own; a batch has all vectors of its persons. */
export function readPersonsList(
  context: StoreContext,
  listId: ListId,
  { behind = FIRST, ahead = context.dialect.vectorStatementsAtOnce }: ListReading = {},
): AsyncGenerator<StoredVector[]> {
  const keys = keyPages(context, behind, (after, limit) =>
    context.db
      .selectFrom('list_person')
      .select('person_id as id')
      .where('list_id', '=', listId)
      .where('person_id', '>', after)
      .orderBy('person_id')
      .limit(limit)
      .execute(),
  );
  return readAndOpen(context, ahead, keys, (ids) => readVectorRowsOfPersons(context, ids as PersonId[]));
}

/**
 * Ids in their order, as many at a time as a statement for vectors takes: no id is read twice. The next ones are under way
 * while those before them are used.
 */
async function* keyPages(
  { dialect }: StoreContext,
  behind: string,
  readAfter: (after: string, limit: number) => Promise<{ id: string }[]>,
): AsyncGenerator<string[]> {
  const size = dialect.vectorsPerStatement;
  const limit = size * STATEMENTS_PER_KEY_PAGE;
  let reading: Promise<{ id: string }[]> | undefined = readAfter(behind, limit);
  while (reading) {
    const ids: string[] = (await reading).map(({ id }) => id);
    const last = ids.at(-1);
    reading = last === undefined || ids.length < limit ? undefined : readAfter(last, limit);
    // When the caller leaves before, its failure is not awaited.
    reading?.catch(() => {});
    for (let from = 0; from < ids.length; from += size) yield ids.slice(from, from + size);
  }
}

/** Who wants nothing read ahead wants nothing gathered either. */
function readAndOpen(
  context: StoreContext,
  ahead: number,
  pages: AsyncIterable<string[]>,
  read: (ids: string[]) => Promise<VectorRow[]>,
): AsyncGenerator<StoredVector[]> {
  if (ahead === 0) return readAhead(0, pages, async (ids) => openVectors(context, await read(ids)));
  return openStream(context, readAhead(ahead, pages, read));
}

/** Reads one page after the other, in order, with the next ones under way while the caller works on a batch. */
async function* readAhead<Batch>(
  ahead: number,
  pages: AsyncIterable<string[]>,
  read: (ids: string[]) => Promise<Batch>,
): AsyncGenerator<Batch> {
  const running: Promise<Batch>[] = [];
  for await (const ids of pages) {
    const reading = read(ids);
    // When an earlier one fails, the failure of this one is not awaited.
    reading.catch(() => {});
    running.push(reading);
    if (running.length > ahead) yield await (running.shift() as Promise<Batch>);
  }
  for (const reading of running) yield await reading;
}
