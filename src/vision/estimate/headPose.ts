import type { HeadPose } from '../face.ts';
import type { Point3 } from '../geometry/point.ts';
import type { FaceMesh } from '../landmarks/faceMesh.ts';

/** Mesh points: top of the forehead, chin, and the temples on the left and right of the picture. */
const FOREHEAD = 10;
const CHIN = 152;
const LEFT_TEMPLE = 234;
const RIGHT_TEMPLE = 454;
/** Degrees by which the line from forehead to chin leans forward in a face that looks straight ahead. */
const CHIN_LEAN = 5.7;

type Vector = readonly [number, number, number];

/**
 * The turn of a head from the axes of its mesh, in degrees; signs as `HeadPose` says. Roll is taken out before yaw and
 * pitch are read, so that a tilted head keeps its other angles.
 */
export function headPoseOf(mesh: FaceMesh): HeadPose {
  const down = unit(between(mesh, FOREHEAD, CHIN));
  const right = unit(between(mesh, LEFT_TEMPLE, RIGHT_TEMPLE));
  const away = unit(cross(right, down));
  const across = cross(down, away);
  const roll = Math.atan2(across[1], across[0]);
  const cos = Math.cos(roll);
  const sin = Math.sin(roll);
  const x = cos * away[0] + sin * away[1];
  const y = cos * away[1] - sin * away[0];
  return {
    yaw: degrees(Math.atan2(-x, Math.hypot(y, away[2]))),
    pitch: degrees(Math.atan2(-y, away[2])) - CHIN_LEAN,
    roll: degrees(roll),
  };
}

function degrees(radians: number): number {
  return (radians * 180) / Math.PI;
}

function between(mesh: FaceMesh, from: number, to: number): Vector {
  const a = mesh.points[from] as Point3;
  const b = mesh.points[to] as Point3;
  return [b.x - a.x, b.y - a.y, b.z - a.z];
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function unit(v: Vector): Vector {
  const length = Math.hypot(...v) || 1;
  return [v[0] / length, v[1] / length, v[2] / length];
}
