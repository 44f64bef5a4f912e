import { type ModelSettings, readModelChoice } from '../../app/engine/modelChoice.ts';
import type { Settings } from '../../settings/schema.ts';
import type { OpenDatabase } from '../../store/ports/openDatabase.ts';
import { DEFAULT_EMBEDDER } from '../../vision/embed/embedders.ts';
import { searchedFaceBytes } from '../size/costs.ts';
import { type Finding, megabytes, ok, warning } from './finding.ts';

/** A search over so many takes tens of milliseconds on a core. */
const SLOW_LIST = 1_000_000;

/** Lists against the memory of a node, and descriptors that no search of this embedder finds. */
export async function checkGalleries(
  { db }: OpenDatabase,
  settings: Pick<Settings, 'GALLERY_ENGINE' | 'GALLERY_MEMORY_LIMIT'> & ModelSettings,
): Promise<readonly Finding[]> {
  const persons = await db
    .selectFrom('list_person')
    .innerJoin('person_face', 'person_face.person_id', 'list_person.person_id')
    .select((eb) => ['list_person.list_id', eb.fn.countAll<number>().as('count')])
    .groupBy('list_person.list_id')
    .execute();
  const faces = await db
    .selectFrom('list_descriptor')
    .select((eb) => ['list_id', eb.fn.countAll<number>().as('count')])
    .groupBy('list_id')
    .execute();
  const lists = [...persons, ...faces].map(({ list_id, count }) => ({ listId: list_id, count: Number(count) }));
  const models = await db
    .selectFrom('descriptor')
    .select((eb) => ['model_id', eb.fn.countAll<number>().as('count')])
    .groupBy('model_id')
    .execute();
  const commonest = models.toSorted((one, other) => Number(other.count) - Number(one.count))[0];
  // With `auto` the descriptors say which embedder is used.
  const { embedders } = await readModelChoice(settings);
  const ofData = commonest && embedders.nameOf(commonest.model_id);
  const embedder = settings.EMBEDDER === 'auto' ? (ofData ?? DEFAULT_EMBEDDER) : settings.EMBEDDER;
  const findings = [listsFinding(lists, settings, searchedFaceBytes(embedders.get(embedder).dimension))];
  if (settings.EMBEDDER === 'auto') return findings;
  const others = models.reduce(
    (sum, { model_id, count }) => sum + (model_id === embedders.get(embedder).id ? 0 : Number(count)),
    0,
  );
  if (others > 0) {
    const found = `${others} descriptors were made by another embedder than ${settings.EMBEDDER}: no search finds them`;
    findings.push(warning('descriptors', found, 'set EMBEDDER as before, or run `models migrate` (docs/models.md)'));
  }
  return findings;
}

function listsFinding(
  lists: readonly { readonly listId: string; readonly count: number }[],
  { GALLERY_ENGINE, GALLERY_MEMORY_LIMIT }: Pick<Settings, 'GALLERY_ENGINE' | 'GALLERY_MEMORY_LIMIT'>,
  bytesEach: number,
): Finding {
  const all = lists.reduce((sum, { count }) => sum + count, 0);
  const largest = lists.reduce((most, list) => (list.count > most.count ? list : most), { listId: 'none', count: 0 });
  const found = `${lists.length} lists of ${all} descriptors in all, the largest of ${largest.count}`;
  if (GALLERY_ENGINE === 'memory' && all * bytesEach > GALLERY_MEMORY_LIMIT) {
    const needs = `${found}; all of them need ${megabytes(all * bytesEach)}`;
    return warning('lists', needs, 'raise GALLERY_MEMORY_LIMIT, unless they are never searched at the same time');
  }
  return largest.count > SLOW_LIST
    ? warning(
        'lists',
        `${found} (${largest.listId})`,
        'searches of it are slow: see docs/scaling.md and docs/pgvector.md',
      )
    : ok('lists', found);
}
