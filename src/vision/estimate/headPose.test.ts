import { describe, expect, it } from 'vitest';
import type { Point3 } from '../geometry/point.ts';
import type { FaceMesh } from '../landmarks/faceMesh.ts';
import { headPoseOf } from './headPose.ts';

const RADIANS = Math.PI / 180;

/** A head that looks into the camera but for these turns: x right, y down, z away from the camera. */
function head({ yaw = 0, pitch = 0, roll = 0 }): FaceMesh {
  const points: Point3[] = [];
  const put = (index: number, x: number, y: number) => {
    // Chin away from the camera when looking down, then the nose to the right, then the clockwise tilt.
    const y1 = y * Math.cos(pitch * RADIANS);
    const z1 = y * Math.sin(pitch * RADIANS);
    const x2 = x * Math.cos(yaw * RADIANS) - z1 * Math.sin(yaw * RADIANS);
    const z2 = x * Math.sin(yaw * RADIANS) + z1 * Math.cos(yaw * RADIANS);
    points[index] = {
      x: 300 + x2 * Math.cos(roll * RADIANS) - y1 * Math.sin(roll * RADIANS),
      y: 200 + x2 * Math.sin(roll * RADIANS) + y1 * Math.cos(roll * RADIANS),
      z: z2,
    };
  };
  put(10, 0, -60);
  put(152, 0, 60);
  put(234, -50, 0);
  put(454, 50, 0);
  return { points, score: 1, frame: { centre: { x: 300, y: 200 }, width: 100, height: 120, angle: roll * RADIANS } };
}

/** What `headPoseOf` takes for the line from forehead to chin of a level head. */
const LEAN = 5.7;

describe('headPoseOf', () => {
  it.each([
    { yaw: 0, pitch: 0, roll: 0 },
    { yaw: 30, pitch: 0, roll: 0 },
    { yaw: -45, pitch: 0, roll: 0 },
    { yaw: 0, pitch: 20, roll: 0 },
    { yaw: 0, pitch: -25, roll: 0 },
    { yaw: 0, pitch: 0, roll: 15 },
    { yaw: 25, pitch: 0, roll: 60 },
    { yaw: 0, pitch: 20, roll: -90 },
    { yaw: -20, pitch: 0, roll: 170 },
  ])('reads yaw $yaw, pitch $pitch, roll $roll', (turns) => {
    const pose = headPoseOf(head(turns));
    expect(pose.yaw).toBeCloseTo(turns.yaw, 4);
    expect(pose.pitch + LEAN).toBeCloseTo(turns.pitch, 4);
    expect(pose.roll).toBeCloseTo(turns.roll, 4);
  });
});
