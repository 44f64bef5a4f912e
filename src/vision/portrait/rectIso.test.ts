import { describe, expect, it } from 'vitest';
import { type Box, heightOf, type Size, turnBack, turnPoint, widthOf } from '../geometry/box.ts';
import type { QuarterTurns } from '../raster/raster.ts';
import { rectIsoOf } from './rectIso.ts';

const PICTURE: Size = { width: 600, height: 400 };
const FACE: Box = { left: 40, top: 55, right: 200, bottom: 265 };

describe('rectIsoOf', () => {
  it("gives the contract's example", () => {
    // Eyes 70 pixels apart, in the middle of the box, 138 pixels below its corner.
    const eyes = { left: { x: 85, y: 193 }, right: { x: 155, y: 193 } };
    expect(rectIsoOf(eyes, FACE, PICTURE)).toEqual({ left: -20, top: -31, right: 260, bottom: 342 });
  });

  it('is four to three, whatever the distance of the eyes', () => {
    for (let apart = 45; apart < 200; apart += 7) {
      const area = rectIsoOf({ left: { x: 100, y: 200 }, right: { x: 100 + apart, y: 190 } }, FACE, PICTURE);
      expect(Math.abs(heightOf(area) - (widthOf(area) * 4) / 3)).toBeLessThanOrEqual(1);
    }
  });

  it('is as wide as the face at least: a profile has its eyes in one place', () => {
    const area = rectIsoOf({ left: { x: 100, y: 200 }, right: { x: 104, y: 200 } }, FACE, PICTURE);
    expect(widthOf(area)).toBe(160);
  });

  it.each([1, 2, 3] as const)('of a face turned by %i quarters lies with it', (turns) => {
    const eyes = { left: { x: 85, y: 193 }, right: { x: 155, y: 193 } };
    const upright = rectIsoOf(eyes, FACE, PICTURE);
    // Turns that undo `turns`, applied to the upright picture, lay the face on its side.
    const undo = (4 - turns) as QuarterTurns;
    const lyingPicture = turns % 2 === 0 ? PICTURE : { width: PICTURE.height, height: PICTURE.width };
    const lie = (point: { x: number; y: number }) => turnPoint(point, undo, PICTURE);
    const lyingEyes = { left: lie(eyes.left), right: lie(eyes.right) };
    const lyingFace = turnBack(FACE, turns, lyingPicture);
    expect(rectIsoOf(lyingEyes, lyingFace, lyingPicture)).toEqual(turnBack(upright, turns, lyingPicture));
  });
});
