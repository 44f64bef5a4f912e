/**
 * `npm run bench:extraction -- [--rounds 5] [--seconds 5] [--side 480] [--json FILE]`
 *
 * What HTTP and storing take of the engine's rate: one photo with one face, extracted and stored through the API of a service as
 * `npm start` runs it, against the engine in this process that is asked for the same, portrait and thumbnails included. As many
 * workers and requests under way on both sides; one side works at a time, in rounds of engine, service, service, engine.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_MODELS_DIR } from '../src/models/defaultDirectory.ts';
import { loadModel } from '../src/models/loadModel.ts';
import { ModelDirectory } from '../src/models/modelDirectory.ts';
import { pullModels } from '../src/models/pull/pullModels.ts';
import { createFaceEngine } from '../src/vision/engine.ts';
import type { FaceEngine } from '../src/vision/face.ts';
import { register } from './support/benchAccount.ts';
import { median } from './support/compareInRounds.ts';
import { EXTRACT_ONLY } from './support/faces/speed.ts';
import { runLoad } from './support/load.ts';
import { onePersonPhoto } from './support/onePersonPhoto.ts';
import { printReport } from './support/report.ts';
import { startServer } from './support/serverUnderTest.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '5' },
    side: { type: 'string', default: '480' },
    json: { type: 'string' },
  },
});
const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)];
const WARM_UP_SECONDS = 2;
const workers = availableParallelism();
/** Enough to keep the workers busy while answers travel. */
const connections = workers * 4;

const models = new ModelDirectory(process.env.MODELS_DIR || DEFAULT_MODELS_DIR);
await pullModels(models);
const photo = await onePersonPhoto(models, Number(values.side));
const scratch = await mkdtemp(join(tmpdir(), 'luna-bench-extraction-'));
const engine = await createFaceEngine({ loadModel: (role) => loadModel(role, models), workers });
const service = await startServer({ DATA_DIR: scratch, MODELS_DIR: models.root, VISION_WORKERS: `${workers}` });
try {
  const { headers } = await register(service.url);
  const url = `${service.url}/4/storage/descriptors`;
  const request = { method: 'POST', url, headers: { ...headers, 'Content-Type': 'image/jpeg' }, body: photo } as const;
  const byService = async (time: number) => (await runLoad({ ...request, connections, seconds: time })).perSecond;
  const byEngine = (time: number) => engineRate(engine, time);
  for (const warmUp of [byEngine, byService]) await warmUp(WARM_UP_SECONDS);
  const found: { engine: number; service: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const first = await byEngine(seconds);
    const between = [await byService(seconds), await byService(seconds)] as const;
    const last = await byEngine(seconds);
    found.push({ engine: (first + last) / 2, service: (between[0] + between[1]) / 2 });
  }
  const ratios = found.map((round) => round.service / round.engine);
  const range = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`;
  const unit = 'photos/s';
  printReport(
    `bench:extraction, ${values.side} px, ${rounds} rounds of 4 × ${seconds} s`,
    [
      { what: `engine, ${workers} worker(s)`, value: median(found.map((round) => round.engine)), unit },
      { what: 'extract and store through HTTP', value: median(found.map((round) => round.service)), unit },
      {
        what: `extract and store through HTTP to the engine: ratio (${range})`,
        value: median(ratios),
        unit: '',
        reach: '≥ 0.93',
      },
    ],
    values.json,
  );
} finally {
  await service.stop();
  await engine.close();
  await rm(scratch, { recursive: true, force: true });
}

/** Photos a second with that many requests under way, each for what the API stores. */
async function engineRate(faces: FaceEngine, time: number): Promise<number> {
  const start = performance.now();
  let done = 0;
  const lane = async () => {
    while (performance.now() - start < time * 1000) {
      await faces.extract({ ...EXTRACT_ONLY, image: photo, portraits: true });
      done++;
    }
  };
  await Promise.all(Array.from({ length: connections }, lane));
  return (done * 1000) / (performance.now() - start);
}
