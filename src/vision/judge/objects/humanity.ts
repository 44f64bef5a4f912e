import type { FoundFace } from '../../find/foundFace.ts';
import { type Box, centreOf } from '../../geometry/box.ts';
import type { Point } from '../../geometry/point.ts';
import type { Pyramid } from '../../raster/pyramid.ts';
import type { Net } from '../../runtime/net.ts';
import { type SeenObject, seeObjects } from './objectNet.ts';

/** How much surer the object net is of a person than of an animal where a face was found, −1..1; 0 where it sees neither. */
export type Humanity = (picture: Pyramid, face: FoundFace) => Promise<number>;

/** The net runs once a picture, for the first finding that is asked about. */
export function createHumanity(net: Net): Humanity {
  const seenIn = new WeakMap<Pyramid, Promise<readonly SeenObject[]>>();
  return async (picture, { box }) => {
    const seen = seenIn.get(picture) ?? seeObjects(net, picture);
    seenIn.set(picture, seen);
    return humanityAt(centreOf(box), await seen);
  };
}

/** Whose face it is says whoever is there: a dog beside its owner says nothing of the owner's face. */
export function humanityAt(point: Point, seen: readonly SeenObject[]): number {
  const there = seen.filter((object) => holds(object, point));
  const surest = (isPerson: boolean) =>
    there.reduce((most, object) => (object.isPerson === isPerson ? Math.max(most, object.score) : most), 0);
  return surest(true) - surest(false);
}

function holds({ left, top, right, bottom }: Box, { x, y }: Point): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}
