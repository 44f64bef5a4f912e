import { loadModel } from '../../../src/models/loadModel.ts';
import type { ModelDirectory } from '../../../src/models/modelDirectory.ts';
import { createDetector } from '../../../src/vision/detect/detector.ts';
import { createFaceFinder, type FaceFinder } from '../../../src/vision/find/findFaces.ts';
import { judgeByLandmarks } from '../../../src/vision/judge/faceJudge.ts';
import { createFaceMesher } from '../../../src/vision/landmarks/faceMesh.ts';
import { createFaceRoll } from '../../../src/vision/landmarks/faceRoll.ts';
import { openNet } from '../../../src/vision/runtime/net.ts';

/** The finder of a worker that settles no doubts, in this thread: an engine does not tell what each net said. */
export async function openFinder(models: ModelDirectory): Promise<FaceFinder> {
  const openDetector = async () => openNet(await loadModel('detector', models), { manySizes: true });
  return createFaceFinder(
    createDetector(await openDetector(), openDetector),
    createFaceRoll(await openNet(await loadModel('keypoints', models))),
    createFaceMesher(await openNet(await loadModel('mesh', models))),
    judgeByLandmarks,
  );
}
