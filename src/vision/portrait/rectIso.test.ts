import { describe, expect, it } from 'vitest';
import { type Box, heightOf, widthOf } from '../geometry/box.ts';
import { rectIsoOf } from './rectIso.ts';

const FACE: Box = { left: 40, top: 55, right: 200, bottom: 265 };

describe('rectIsoOf', () => {
  it("gives the contract's example", () => {
    // Eyes 70 pixels apart, in the middle of the box, 82 pixels below its corner.
    const eyes = { left: { x: 85, y: 137 }, right: { x: 155, y: 137 } };
    expect(rectIsoOf(eyes, FACE)).toEqual({ left: -20, top: -31, right: 260, bottom: 342 });
  });

  it('is four to three and holds the face, whatever the place of the eyes', () => {
    for (let degrees = 0; degrees < 360; degrees += 15) {
      for (let apart = 0; apart < 80; apart += 7) {
        const angle = (degrees * Math.PI) / 180;
        const at = (side: number) => ({
          x: 120 + side * apart * Math.cos(angle),
          y: 150 + side * apart * Math.sin(angle),
        });
        const area = rectIsoOf({ left: at(-0.5), right: at(0.5) }, FACE);
        expect(Math.abs(heightOf(area) - (widthOf(area) * 4) / 3)).toBeLessThanOrEqual(1);
        // One pixel for the rounding.
        expect(area.left).toBeLessThanOrEqual(FACE.left + 1);
        expect(area.top).toBeLessThanOrEqual(FACE.top + 1);
        expect(area.right).toBeGreaterThanOrEqual(FACE.right - 1);
        expect(area.bottom).toBeGreaterThanOrEqual(FACE.bottom - 1);
      }
    }
  });
});
