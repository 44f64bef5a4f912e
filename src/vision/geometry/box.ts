import type { Rect } from '../face.ts';
import type { QuarterTurns } from '../raster/raster.ts';
import type { Point } from './point.ts';

/** Edges in pixels, `left` < `right`, `top` < `bottom`. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export function widthOf(box: Box): number {
  return box.right - box.left;
}

export function heightOf(box: Box): number {
  return box.bottom - box.top;
}

export function areaOf(box: Box): number {
  return widthOf(box) * heightOf(box);
}

export function centreOf(box: Box): Point {
  return { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
}

function intersection(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Intersection over union, 0..1. */
export function overlap(a: Box, b: Box): number {
  const common = intersection(a, b);
  return common / (areaOf(a) + areaOf(b) - common);
}

/** The part of the smaller box that the larger one covers, 0..1. */
export function coverage(a: Box, b: Box): number {
  return intersection(a, b) / Math.min(areaOf(a), areaOf(b));
}

/**
 * Takes a box found in a picture after `turns` back to the picture before them.
 * @param size of the picture before the turns
 */
export function turnBack(box: Box, turns: QuarterTurns, size: Size): Box {
  const { left, top, right, bottom } = box;
  switch (turns) {
    case 0:
      return box;
    case 1:
      return { left: top, top: size.height - right, right: bottom, bottom: size.height - left };
    case 2:
      return {
        left: size.width - right,
        top: size.height - bottom,
        right: size.width - left,
        bottom: size.height - top,
      };
    case 3:
      return { left: size.width - bottom, top: left, right: size.width - top, bottom: right };
  }
}

export function boxOf({ x, y, width, height }: Rect): Box {
  return { left: x, top: y, right: x + width, bottom: y + height };
}

/** Whole pixels; at least one pixel wide and high. */
export function toRect(box: Box): Rect {
  const x = Math.round(box.left);
  const y = Math.round(box.top);
  return {
    x,
    y,
    width: Math.max(1, Math.round(box.right) - x),
    height: Math.max(1, Math.round(box.bottom) - y),
  };
}

/** The part of the box inside the picture; undefined when that is less than a pixel. */
export function clip(box: Box, size: Size): Box | undefined {
  const clipped = {
    left: Math.max(0, box.left),
    top: Math.max(0, box.top),
    right: Math.min(size.width, box.right),
    bottom: Math.min(size.height, box.bottom),
  };
  return widthOf(clipped) >= 1 && heightOf(clipped) >= 1 ? clipped : undefined;
}
