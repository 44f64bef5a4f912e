import { headPoseOf } from '../estimate/headPose.ts';
import { areaOf, type Box, type Size } from '../geometry/box.ts';
import { centroid, distance, type Point } from '../geometry/point.ts';
import type { FaceMesh } from '../landmarks/faceMesh.ts';
import { eyesOf, ibug68 } from '../landmarks/landmarks.ts';
import { falling, rising } from './curves.ts';

/** Shares of 0..1: how good place, size, pose and expression of a face are. */
export interface ShapeMeasures {
  readonly single_face_present: number;
  readonly inter_eye_distance: number;
  readonly head_size: number;
  readonly leftward_crop_of_the_face: number;
  readonly rightward_crop_of_the_face: number;
  readonly margin_above_the_face: number;
  readonly margin_below_the_face: number;
  readonly head_pose_yaw: number;
  readonly head_pose_pitch: number;
  readonly head_pose_roll: number;
  readonly eyes_open: number;
  readonly mouth_closed: number;
}

const CHIN = 152;
const LIPS = [13, 14] as const;
/** Upper and lower lid in the middle of each eye. */
const LIDS = [
  [159, 145],
  [386, 374],
] as const;

/**
 * Shaped as ISO/IEC 29794-5 describes these measures; the constants are ours. Lengths count in the distance from the middle of the eyes
 * to the chin, which does not change when a head is turned.
 * @param others boxes of the other faces in the picture
 */
export function measureShape(picture: Size, mesh: FaceMesh, box: Box, others: readonly Box[]): ShapeMeasures {
  const { left, right } = eyesOf(ibug68(mesh));
  const middle = centroid([left, right]);
  const at = (index: number) => mesh.points[index] as Point;
  const eyesToChin = Math.max(1e-6, distance(middle, at(CHIN)));
  const { yaw, pitch, roll } = headPoseOf(mesh);
  const eyes = distance(left, right);
  const open = Math.min(...LIDS.map(([upper, lower]) => distance(at(upper), at(lower)))) / eyesToChin;
  const lips = distance(at(LIPS[0]), at(LIPS[1])) / eyesToChin;
  const largest = Math.max(0, ...others.map(areaOf));
  return {
    single_face_present: 1 - Math.min(1, largest / Math.max(1, areaOf(box))),
    inter_eye_distance: rising(eyes / Math.max(0.2, Math.cos(radians(yaw))), 70, 20),
    head_size: 2 * falling(Math.abs(eyesToChin / picture.height - HEAD_SHARE), 0, 0.05),
    leftward_crop_of_the_face: rising(middle.x / eyesToChin, 0.9, 0.1),
    rightward_crop_of_the_face: rising((picture.width - middle.x) / eyesToChin, 0.9, 0.1),
    margin_above_the_face: rising(middle.y / eyesToChin, 1.4, 0.1),
    margin_below_the_face: rising((picture.height - middle.y) / eyesToChin, 1.8, 0.1),
    head_pose_yaw: squaredCosine(yaw),
    head_pose_pitch: squaredCosine(pitch),
    head_pose_roll: squaredCosine(roll),
    eyes_open: rising(open, OPEN_EYE, 0.01),
    mouth_closed: falling(lips, 0.2, 0.06),
  };
}

/** Eyes to chin in heights of the picture, as a passport photo has it. */
const HEAD_SHARE = 0.25;
/** The mesh shows closed eyes as a slit: 0.02 to 0.04; open ones have 0.07 and more. */
const OPEN_EYE = 0.05;

function squaredCosine(angle: number): number {
  return Math.max(0, Math.cos(radians(angle))) ** 2;
}

function radians(angle: number): number {
  return (angle * Math.PI) / 180;
}
