import { workerData } from 'node:worker_threads';
import { letOthersGoFirst } from '../concurrency/threads/letOthersGoFirst.ts';
import { serveJobs } from '../concurrency/threads/serveJobs.ts';
import type { Role } from '../models/roles.ts';
import { setUpImageLibrary } from './decode/imageLibrary.ts';
import { DecoderProcess } from './decode/isolated/decoderProcess.ts';
import { createDetector } from './detect/detector.ts';
import type { EmbedderModel, EmbedderNet, EmbedderRole, OpenNets } from './embed/embedder.ts';
import { EMBEDDERS } from './embed/embedders.ts';
import { createAttributeEstimator } from './estimate/attributes.ts';
import { createEmotionEstimator } from './estimate/emotions.ts';
import { createEthnicityEstimator } from './estimate/ethnicities.ts';
import { createLivenessEstimator } from './estimate/liveness.ts';
import type { ExtractRequest } from './face.ts';
import { type Extractor, extractFaces } from './find/extract.ts';
import { createFaceFinder } from './find/findFaces.ts';
import { StageClock } from './find/stageClock.ts';
import { createDoubtJudge } from './judge/doubt/doubtJudge.ts';
import { judgeByLandmarks } from './judge/faceJudge.ts';
import { createFaceMesher } from './landmarks/faceMesh.ts';
import { createFaceRoll } from './landmarks/faceRoll.ts';
import { dehydrateError, type WorkerAnswer, type WorkerSetup } from './messages.ts';
import { openOwnNet } from './own/openOwnNet.ts';
import { createOwnDetector } from './own/ownDetector.ts';
import { ownEmbedder } from './own/ownEmbedder.ts';
import { createOwnLiveness } from './own/ownLiveness.ts';
import type { OwnNet } from './own/ownNet.ts';
import { createQualityEstimator } from './quality/extendedQuality.ts';
import { lateNet } from './runtime/lateNet.ts';
import { type Net, type NetOptions, openNet } from './runtime/net.ts';
import { stoppableNet } from './runtime/stoppableNet.ts';

/** The thread that turns pictures into faces, one at a time; `createFaceEngine` starts it. */
async function createExtractor(setup: WorkerSetup): Promise<Extractor> {
  const open = async (role: Role, options?: NetOptions): Promise<Net> => {
    const shared = setup.models.get(role);
    if (!shared) throw new Error(`no model for ${role}`);
    return stoppableNet(await openNet(new Uint8Array(shared), options), () => abandoned);
  };
  const isThere = (role: Role) => !setup.leftOut.includes(role);
  /** What not every picture needs. */
  const later = (role: Role, options?: NetOptions) => lateNet(() => open(role, options));
  const isProven = Atomics.compareExchange(new Int32Array(setup.proof), 0, 0, 1) === 1;
  const openOwn = async (own: OwnNet) => stoppableNet(await openOwnNet(own, isProven), () => abandoned);
  const { own } = setup;
  const embedderModel = own.embedder ? ownEmbedder(own.embedder.manifest) : EMBEDDERS[setup.embedder];
  const embedderNets = own.embedder
    ? new Map<EmbedderNet, Net>([['own-embedder', await openOwn(own.embedder)]])
    : await openNets(embedderModel.roles, open);
  const keyPoints = await open('keypoints');
  const expression = later('expression');
  const faceres = isThere('faceres') ? later('faceres') : undefined;
  // Doubts are settled by a net of `fr+`: an engine with another embedder finds what it found, and fetches nothing more.
  const fr = embedderNets.get('embedder-fr-narrow');
  const doubtJudge =
    fr &&
    faceres &&
    createDoubtJudge({ keyPoints, expression, faceres, fr, objects: later('objects', { keepsNothing: true }) });
  return {
    finder: createFaceFinder(
      own.detector
        ? createOwnDetector(own.detector.manifest, await openOwn(own.detector))
        : createDetector(
            await open('detector', { manySizes: true }),
            () => open('detector', { manySizes: true, keepsNothing: true }),
            doubtJudge !== undefined,
          ),
      createFaceRoll(keyPoints),
      createFaceMesher(await open('mesh')),
      doubtJudge ?? judgeByLandmarks,
    ),
    embedderModel,
    embed: embedderModel.create(netsFrom(embedderNets)),
    attributes: createAttributeEstimator(later('age-gender'), faceres),
    emotions: createEmotionEstimator(expression, later('emotion')),
    ethnicities: createEthnicityEstimator(later('gear')),
    liveness: own.liveness
      ? createOwnLiveness(own.liveness.manifest, await openOwn(own.liveness))
      : createLivenessEstimator(later('liveness')),
    quality: isThere('embedder-fr') ? createQualityEstimator(later('embedder-fr')) : undefined,
    limits: setup.limits,
    decodeApart: (request) => decoder.decode(request),
    thumbnailSides: setup.thumbnailSides,
    clock,
  };
}

async function openNets(
  roles: EmbedderModel['roles'],
  open: (role: Role) => Promise<Net>,
): Promise<ReadonlyMap<EmbedderNet, Net>> {
  const nets = new Map<EmbedderRole, Net>();
  for (const role of roles) nets.set(role, await open(role));
  return nets;
}

function netsFrom(nets: ReadonlyMap<EmbedderNet, Net>): OpenNets {
  return (role) => {
    const net = nets.get(role);
    if (!net) throw new Error(`the embedder does not name ${role}`);
    return net;
  };
}

const setup = workerData as WorkerSetup;
letOthersGoFirst(setup.niceness);
setUpImageLibrary();
const decoder = new DecoderProcess();
const clock = new StageClock();
/** Of the job at hand: a thread has one at a time. */
let abandoned: AbortSignal | undefined;
void createExtractor(setup).then((extractor) =>
  serveJobs<ExtractRequest, WorkerAnswer>(async (request, signal) => {
    abandoned = signal;
    clock.take();
    const result = await extractFaces(extractor, request);
    return { response: { result, stages: clock.take() } };
  }, dehydrateError),
);
