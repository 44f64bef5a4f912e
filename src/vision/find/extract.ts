import { decodeImage, type PixelDecoder } from '../decode/decodeImage.ts';
import { readExif } from '../decode/exif.ts';
import { isJpeg } from '../decode/format.ts';
import type { ImageLimits } from '../decode/imageLimits.ts';
import type { Embedder, EmbedderModel } from '../embed/embedder.ts';
import type { AttributeEstimator } from '../estimate/attributes.ts';
import type { EmotionEstimator } from '../estimate/emotions.ts';
import type { EthnicityEstimator } from '../estimate/ethnicities.ts';
import { headPoseOf } from '../estimate/headPose.ts';
import type { LivenessEstimator } from '../estimate/liveness.ts';
import { qualityOf } from '../estimate/quality.ts';
import type {
  Estimates,
  ExtractRequest,
  ExtractResult,
  Face,
  HeadPose,
  Liveness,
  Portrait,
  Quality,
  Rect,
} from '../face.ts';
import { type Box, clip, toRect } from '../geometry/box.ts';
import { scoreOf } from '../judge/faceScore.ts';
import { eyesOf, fivePoints, ibug68 } from '../landmarks/landmarks.ts';
import { cutPortrait, encodePortrait, makeThumbnails } from '../portrait/portrait.ts';
import { rectIsoOf } from '../portrait/rectIso.ts';
import type { FaceLook, QualityEstimator } from '../quality/extendedQuality.ts';
import { maskOf } from '../quality/mask.ts';
import { createPyramid, type Pyramid } from '../raster/pyramid.ts';
import type { Raster } from '../raster/raster.ts';
import type { FaceFinder } from './findFaces.ts';
import type { FoundFace } from './foundFace.ts';
import type { StageClock } from './stageClock.ts';

/** What a worker has at hand. */
export interface Extractor {
  readonly finder: FaceFinder;
  readonly embedderModel: EmbedderModel;
  readonly embed: Embedder;
  readonly attributes: AttributeEstimator;
  readonly emotions: EmotionEstimator;
  readonly ethnicities: EthnicityEstimator;
  readonly liveness: LivenessEstimator;
  /** Undefined: the net for it was left out. */
  readonly quality: QualityEstimator | undefined;
  readonly limits: ImageLimits;
  readonly decodeApart: PixelDecoder;
  /** Larger sides of thumbnails, pixels. */
  readonly thumbnailSides: readonly number[];
  readonly clock: StageClock;
}

/**
 * From encoded bytes to faces; does only what the request asks for, and the costly steps only for faces that are kept.
 * @throws BadImage
 */
export async function extractFaces(extractor: Extractor, request: ExtractRequest): Promise<ExtractResult> {
  const { clock } = extractor;
  const image = await clock.time('decode', () => decodeImage(request.image, extractor.limits, extractor.decodeApart));
  const picture = createPyramid(image);
  const found = await clock.time('detect', async () =>
    request.warped
      ? [await extractor.finder.only(picture, request.known)].filter((face) => face !== undefined)
      : extractor.finder.all(picture),
  );
  const faces: Face[] = [];
  for (const face of found) {
    const score = scoreOf(face);
    const pose = headPoseOf(face.mesh);
    if (!isKept(request.keep, score, pose)) continue;
    const place = request.warped ? undefined : placeOf(face, image);
    // Nets compute on this thread, the image library on others: neither waits for the other.
    const [portrait, told] = await Promise.all([
      request.portraits && clock.time('portrait', () => portraitOf(extractor, request, picture, place?.rectISO)),
      describe(extractor, request, picture, face, found),
    ]);
    faces.push({ ...place, score, ...told, ...(portrait && { portrait }) });
  }
  const { width, height } = image;
  return {
    faces,
    detected: found.length,
    width,
    height,
    ...(request.exif && { exif: await readExif(request.image) }),
  };
}

function isKept(keep: ExtractRequest['keep'], score: number, pose: HeadPose): boolean {
  if (!keep) return true;
  const within = (angle: number, limit: number | undefined) => limit === undefined || Math.abs(angle) <= limit;
  return (
    score >= keep.score && within(pose.yaw, keep.yaw) && within(pose.pitch, keep.pitch) && within(pose.roll, keep.roll)
  );
}

function placeOf({ box, mesh }: FoundFace, image: Raster): { rect: Rect; rectISO: Rect } {
  const portrait = rectIsoOf(eyesOf(ibug68(mesh)), box);
  return { rect: toRect(clip(box, image) ?? box), rectISO: toRect(portrait) };
}

/** What the nets tell of a face: the estimates, and the embedding. */
async function describe(
  extractor: Extractor,
  { estimates, embed }: ExtractRequest,
  picture: Pyramid,
  face: FoundFace,
  found: readonly FoundFace[],
): Promise<Partial<Face>> {
  const described = embed && (await extractor.clock.time('embed', () => extractor.embed(picture, ibug68(face.mesh))));
  const look = { picture, face, found, frLength: described ? described.frLength : undefined };
  const estimated = await extractor.clock.time('estimate', () => estimate(extractor, estimates, look));
  if (!described) return estimated;
  return { ...estimated, embedding: { modelId: extractor.embedderModel.id, vector: described.vector } };
}

async function estimate(extractor: Extractor, wanted: Estimates, look: FaceLook): Promise<Partial<Face>> {
  const { picture, face } = look;
  const { box, mesh } = face;
  const points68 = ibug68(mesh);
  const quality = wanted.quality || wanted.liveness ? qualityOf(picture, mesh) : undefined;
  return {
    ...(wanted.attributes && (await extractor.attributes(picture, mesh, points68))),
    ...(wanted.emotions && { emotions: await extractor.emotions(picture, mesh, points68) }),
    ...(wanted.ethnicities && { ethnicities: await extractor.ethnicities(picture, mesh) }),
    ...(wanted.headPose && { headPose: headPoseOf(mesh) }),
    ...(quality && wanted.quality && { quality }),
    ...(wanted.landmarks && { landmarks: fivePoints(points68) }),
    ...(wanted.mask && { mask: maskOf(picture, face) }),
    ...(wanted.extendedQuality && extractor.quality && { extendedQuality: await extractor.quality(look) }),
    ...(quality && wanted.liveness && { liveness: await livenessOf(extractor, picture, box, quality) }),
  };
}

/** Each of the four was measured to mislead the net when it is poor, colour too (docs/accuracy.md). */
async function livenessOf(extractor: Extractor, picture: Pyramid, box: Box, quality: Quality): Promise<Liveness> {
  return {
    probability: await extractor.liveness(picture, box),
    quality: Math.min(quality.light, quality.dark, quality.saturation, quality.blurriness),
  };
}

/** @param area absent for an aligned crop, whose portrait is the whole picture: a JPEG is kept byte for byte (contract 20) */
async function portraitOf(
  { thumbnailSides }: Extractor,
  request: ExtractRequest,
  picture: Pyramid,
  area: Rect | undefined,
): Promise<Portrait> {
  if (area) return cutPortrait(picture, area, thumbnailSides);
  const image = picture.level(0).raster;
  return {
    image: isJpeg(request.image) ? request.image : await encodePortrait(image),
    thumbnails: await makeThumbnails(image, thumbnailSides),
  };
}
