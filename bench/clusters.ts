/**
 * npm run bench:clusters -- --data DIR [--faces 20000] [--cache FOLDER] [--similarity 0.8] [--out file.json]
 *
 * A review run of the kind `clusters` over loose faces in an embedded database: how long it takes, what it does to the event loop, and
 * how well its groups fit the labels. The faces are those of a folder with images.csv (`file,identity,tags`), repeated with noise on the
 * vectors (a repetition has a cosine of some 0.9 with its face) until there are enough; precision and recall are of pairs of the
 * labelled faces themselves, without repetitions and without pairs of names that may be one person. `--cache` may be the folder that
 * `luna-backport3 evaluate --preset lfw --estimates never --out FOLDER` wrote.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { bodyOf, type ClusterBody } from '../src/core/review/findings.ts';
import { createReviewRuns } from '../src/core/review/runs.ts';
import { openStore } from '../src/databases/openStore.ts';
import { type AccountId, type DescriptorId, newId } from '../src/domain/ids.ts';
import { createClock } from '../src/domain/time.ts';
import { createFaceClusters } from '../src/gallery/clusters/faceClusters.ts';
import { DEFAULT_EMBEDDER, EMBEDDERS } from '../src/vision/embed/embedders.ts';
import { createSimilarity } from '../src/vision/find/similarity.ts';
import { labelledVectors } from './support/clusters/labelledVectors.ts';
import { printReport } from './support/report.ts';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    faces: { type: 'string', default: '20000' },
    cache: { type: 'string' },
    similarity: { type: 'string', default: '0.8' },
    noise: { type: 'string', default: '0.9' },
    out: { type: 'string' },
  },
});
if (options.data === undefined) throw new Error('--data names a folder with images.csv');

const MODEL = EMBEDDERS[DEFAULT_EMBEDDER];
const clock = createClock('UTC');
const { identities, doubtful, vectors, dimension } = await labelledVectors(options.data, options.cache);
const store = await openStore({ type: 'pglite', directory: 'memory' });
const accountId = newId<AccountId>();
await store.accounts.create({
  accountId,
  email: 'bench@example.org',
  organizationName: '',
  passwordHash: '',
  active: true,
  createTime: clock(),
});

const identityOf = new Map<DescriptorId, string>();
const labelled = identities.length;
for (let from = 0; from < Number(options.faces); from += 100) {
  const rows = Array.from({ length: Math.min(100, Number(options.faces) - from) }, (_, index) => {
    const face = (from + index) % labelled;
    const vector = vectors.slice(face * dimension, (face + 1) * dimension);
    const descriptorId = newId<DescriptorId>();
    if (from + index < labelled) identityOf.set(descriptorId, identities[face] ?? '');
    else addNoise(vector, Number(options.noise));
    return { descriptorId, createTime: clock(), modelId: MODEL.id, vector, hasPortrait: false };
  });
  await store.descriptors.createMany(accountId, rows);
}

const runs = createReviewRuns({
  store,
  clusters: createFaceClusters(),
  modelId: MODEL.id,
  dimension,
  similarity: createSimilarity(MODEL.calibration),
  clock,
  onFailed: (_accountId, _kind, error) => {
    throw error;
  },
});
const delay = monitorEventLoopDelay({ resolution: 1 });
const [started, processor] = [performance.now(), process.cpuUsage()];
delay.enable();
await runs.start(accountId, 'clusters', Number(options.similarity));
await runs.settled();
delay.disable();
const seconds = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage(processor);

const groupOf = new Map<DescriptorId, number>();
let groups = 0;
for (let after: number | undefined; ; ) {
  const findings = await store.reviewRuns.findings(accountId, 'clusters', { after, limit: 500, leastFaces: 1 });
  for (const finding of findings) {
    for (const { id } of bodyOf<ClusterBody>(finding).faces) groupOf.set(id, finding.place);
    groups++;
  }
  after = findings.at(-1)?.place;
  if (findings.length < 500) break;
}
const { precision, recall } = pairwise([...identityOf].map(([id, identity]) => [identity, groupOf.get(id) ?? -1]));
await store.close();

printReport(
  `Groups of ${options.faces} loose faces, ${labelled} of them labelled`,
  [
    { what: 'a run', value: seconds, unit: 's', reach: '≤ 60' },
    { what: 'its processor time', value: (user + system) / 1e6, unit: 's' },
    { what: 'event loop meanwhile, p99', value: delay.percentile(99) / 1e6, unit: 'ms', reach: '≤ 20' },
    { what: 'event loop meanwhile, longest', value: delay.max / 1e6, unit: 'ms' },
    { what: 'groups', value: groups, unit: '' },
    { what: 'precision of pairs', value: 100 * precision, unit: '%', reach: '≥ 99' },
    { what: 'recall of pairs', value: 100 * recall, unit: '%', reach: '≥ 90' },
  ],
  options.out,
);

function addNoise(vector: Float32Array, cosine: number): void {
  const strength = Math.sqrt((1 / cosine ** 2 - 1) / vector.length);
  for (let at = 0; at < vector.length; at++) {
    const gauss = Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
    vector[at] = (vector[at] as number) + strength * gauss;
  }
}

/** Of all pairs in one group the share that is of one identity, and the reverse. */
function pairwise(faces: readonly (readonly [identity: string, group: number])[]) {
  const counted = (keys: readonly string[]) => {
    const counts = new Map<string, number>();
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts;
  };
  const pairsIn = (counts: ReadonlyMap<string, number>) =>
    [...counts.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
  const cells = counted(faces.map(([identity, group]) => `${group} ${identity}`));
  const inDoubt = [...new Set(faces.map(([, group]) => group))].reduce(
    (sum, group) =>
      doubtful.reduce(
        (pairs, [one, other]) => pairs + (cells.get(`${group} ${one}`) ?? 0) * (cells.get(`${group} ${other}`) ?? 0),
        sum,
      ),
    0,
  );
  const both = pairsIn(cells);
  const found = pairsIn(counted(faces.map(([, group]) => String(group)))) - inDoubt;
  const wanted = pairsIn(counted(faces.map(([identity]) => identity)));
  return { precision: both / Math.max(1, found), recall: both / Math.max(1, wanted) };
}
