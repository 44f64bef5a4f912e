import type { Extracted, StoredFace } from '../../core/descriptors/descriptors.ts';
import type { FaceWarning } from '../../core/handlers/judgeFace.ts';
import { EMOTIONS, ETHNICITIES } from '../../domain/estimateNames.ts';
import { QUALITY_MEMBERS } from '../operations/answerObjects.ts';
import type { Compatibility } from '../operations/compatibility.ts';

/** A stored face, or one that was only looked at: that one has no id and, as in LP3, no score (contract 20). */
export type AnyFace = Omit<StoredFace, 'descriptorId' | 'embedding'> & { readonly descriptorId?: string };

/** Face object; members in the order of the contract, absent when they were not asked for. */
export function packFace(face: AnyFace, compatibility: Compatibility) {
  return {
    ...(face.descriptorId !== undefined && { id: face.descriptorId }),
    ...(face.rect && { rect: packRect(face.rect) }),
    ...(face.descriptorId !== undefined && face.score !== undefined && { score: face.score }),
    ...(face.rectISO && { rectISO: packRect(face.rectISO) }),
    ...packAttributes(face, compatibility),
    ...packQuality(face, compatibility),
  };
}

/** Body of an extraction: `faces`, and `exif` when it was asked for. */
export function packExtraction({ faces, exif }: Extracted<StoredFace>, compatibility: Compatibility) {
  return { faces: faces.map((face) => packFace(face, compatibility)), ...(exif && { exif }) };
}

/** `face`, and `exif` when it was asked for, of an extraction that holds one face (contract 50, 60). */
export function packOneFace({ faces, exif }: Extracted<StoredFace>, compatibility: Compatibility) {
  const [face] = faces;
  return { face: face && packFace(face, compatibility), ...(exif && { exif }) };
}

/** `warnings`, where a policy has any. */
export function packWarnings(warnings: readonly FaceWarning[]) {
  return warnings.length > 0 && { warnings: warnings.map(({ policy, value, limit }) => ({ policy, value, limit })) };
}

function packRect({ height, width, x, y }: NonNullable<AnyFace['rect']>) {
  return { height, width, x, y };
}

/** No model tells glasses apart (docs/adr/0004): clients that need the member get "none seen". */
const NO_EYEGLASSES_SEEN = 0;

function packAttributes(
  { age, gender, emotions, ethnicities, headPose, rect }: AnyFace,
  { showsEyeglasses }: Compatibility,
) {
  const attributes = {
    ...(age !== undefined && { age }),
    ...(age !== undefined && showsEyeglasses && { eyeglasses: NO_EYEGLASSES_SEEN }),
    ...(gender !== undefined && { gender }),
    ...(emotions && { emotions: packShares('predominant_emotion', EMOTIONS, emotions) }),
    ...(ethnicities && { ethnicities: packShares('predominant_ethnicity', ETHNICITIES, ethnicities) }),
    // Thresholds can make the engine measure a warped image too, but its pose is not shown: the warp has changed it.
    ...(headPose && rect && { head_pose: { yaw: headPose.yaw, pitch: headPose.pitch, roll: headPose.roll } }),
  };
  return Object.keys(attributes).length > 0 && { attributes };
}

function packShares<Name extends string>(
  predominant: string,
  names: readonly Name[],
  values: Readonly<Record<Name, number>>,
) {
  const top = names.reduce((best, name) => (values[name] > values[best] ? name : best));
  return { [predominant]: top, estimations: Object.fromEntries(names.map((name) => [name, values[name]])) };
}

function packQuality({ quality, extendedQuality, mask }: AnyFace, { estimatesSaturation }: Compatibility) {
  if (!quality) return undefined;
  const { light, dark, saturation, blurriness } = quality;
  const extended = extendedQuality && {
    unified_quality_score: extendedQuality.unified,
    ...(mask !== undefined && { mask }),
    measures: Object.fromEntries(QUALITY_MEMBERS.map((name) => [name, extendedQuality.measures[name]])),
  };
  return { quality: { light, dark, saturation: estimatesSaturation ? saturation : 1, blurriness, ...extended } };
}
