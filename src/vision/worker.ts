import { workerData } from 'node:worker_threads';
import { serveJobs } from '../concurrency/threads/serveJobs.ts';
import type { Role } from '../models/roles.ts';
import { setUpImageLibrary } from './decode/imageLibrary.ts';
import { DecoderProcess } from './decode/isolated/decoderProcess.ts';
import { createDetector } from './detect/detector.ts';
import type { EmbedderModel, EmbedderRole, OpenNets } from './embed/embedder.ts';
import { EMBEDDERS } from './embed/embedders.ts';
import { createAttributeEstimator } from './estimate/attributes.ts';
import { createEmotionEstimator } from './estimate/emotions.ts';
import { createEthnicityEstimator } from './estimate/ethnicities.ts';
import { createLivenessEstimator } from './estimate/liveness.ts';
import type { ExtractRequest } from './face.ts';
import { type Extractor, extractFaces } from './find/extract.ts';
import { createFaceFinder } from './find/findFaces.ts';
import { StageClock } from './find/stageClock.ts';
import { isWeakFace } from './judge/weakFace.ts';
import { createFaceMesher } from './landmarks/faceMesh.ts';
import { createFaceRoll } from './landmarks/faceRoll.ts';
import { dehydrateError, type WorkerAnswer, type WorkerSetup } from './messages.ts';
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
  /** What not every picture needs. */
  const later = (role: Role) => lateNet(() => open(role));
  const embedderModel: EmbedderModel = EMBEDDERS[setup.embedder];
  return {
    finder: createFaceFinder(
      createDetector(await open('detector', { manySizes: true }), () =>
        open('detector', { manySizes: true, keepsNothing: true }),
      ),
      createFaceRoll(await open('keypoints')),
      createFaceMesher(await open('mesh')),
      isWeakFace,
    ),
    embedderModel,
    embed: embedderModel.create(await openNets(embedderModel.roles, open)),
    attributes: createAttributeEstimator(later('age-gender'), later('faceres')),
    emotions: createEmotionEstimator(later('expression'), later('emotion')),
    ethnicities: createEthnicityEstimator(later('gear')),
    liveness: createLivenessEstimator(later('liveness')),
    quality: createQualityEstimator(later('embedder-fr')),
    limits: setup.limits,
    decodeApart: (request) => decoder.decode(request),
    thumbnailSides: setup.thumbnailSides,
    clock,
  };
}

async function openNets(roles: readonly EmbedderRole[], open: (role: Role) => Promise<Net>): Promise<OpenNets> {
  const nets = new Map<EmbedderRole, Net>();
  for (const role of roles) nets.set(role, await open(role));
  return (role) => {
    const net = nets.get(role);
    if (!net) throw new Error(`the embedder does not name ${role}`);
    return net;
  };
}

setUpImageLibrary();
const decoder = new DecoderProcess();
const clock = new StageClock();
/** Of the job at hand: a thread has one at a time. */
let abandoned: AbortSignal | undefined;
void createExtractor(workerData as WorkerSetup).then((extractor) =>
  serveJobs<ExtractRequest, WorkerAnswer>(async (request, signal) => {
    abandoned = signal;
    clock.take();
    const result = await extractFaces(extractor, request);
    return { response: { result, stages: clock.take() } };
  }, dehydrateError),
);
