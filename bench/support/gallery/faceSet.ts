import { gaussSource, randomSource } from '../../../test/support/vectors.ts';

export interface FaceSet {
  readonly count: number;
  readonly dimension: number;
  /** Unit vectors, one after the other; ten of each identity. */
  readonly vectors: Float32Array;
  /** Further pictures of some of the identities. */
  readonly probes: readonly Float32Array[];
  /** Faces of nobody in the set, as many. */
  readonly strangers: readonly Float32Array[];
}

const PICTURES = 10;
/** Pictures of one face have a cosine of about 0.64, strangers 0 ± 0.64/√directions. */
const SPREAD = 0.75;

/**
 * Directions in which people differ, so that strangers' cosines spread as they do for the model `fr`: a standard deviation of
 * 0.095, over all pairs of the labelled photos. With as many directions as components strangers are less alike than any faces.
 */
export const FACE_DIRECTIONS = 45;

/** Reproducible faces: random identities in so many directions, with noise in all. */
export function createFaceSet(count: number, dimension: number, probeCount: number, directions = dimension): FaceSet {
  const random = randomSource(42);
  const gauss = gaussSource(random);
  // Half a billion numbers are drawn from a table; drawing each anew would take a minute.
  const table = Float32Array.from({ length: 2 ** 16 }, gauss);
  const draw = () => table[(random() * table.length) | 0] as number;

  const identities = Math.ceil(count / PICTURES);
  const probeEvery = Math.max(1, Math.floor(identities / probeCount));
  const vectors = new Float32Array(count * dimension);
  const probes: Float32Array[] = [];
  const identity = new Float32Array(dimension);
  const axes = directions < dimension ? Array.from({ length: directions }, () => draws(dimension, draw)) : undefined;
  const drawIdentity = () => {
    if (!axes) for (let index = 0; index < dimension; index++) identity[index] = draw();
    else {
      identity.fill(0);
      for (const axis of axes) {
        const weight = draw();
        for (let index = 0; index < dimension; index++) {
          identity[index] = (identity[index] as number) + weight * (axis[index] as number);
        }
      }
    }
    toUnitLength(identity);
  };
  const writePicture = (target: Float32Array) => {
    const step = SPREAD / Math.sqrt(dimension);
    for (let index = 0; index < dimension; index++) target[index] = (identity[index] as number) + step * draw();
    toUnitLength(target);
  };
  for (let face = 0; face < identities; face++) {
    drawIdentity();
    for (let row = face * PICTURES; row < Math.min(count, (face + 1) * PICTURES); row++) {
      writePicture(vectors.subarray(row * dimension, (row + 1) * dimension));
    }
    if (face % probeEvery === 0 && probes.length < probeCount) {
      const probe = new Float32Array(dimension);
      writePicture(probe);
      probes.push(probe);
    }
  }
  const strangers = probes.map(() => {
    drawIdentity();
    const stranger = new Float32Array(dimension);
    writePicture(stranger);
    return stranger;
  });
  return { count, dimension, vectors, probes, strangers };
}

function draws(count: number, draw: () => number): Float32Array {
  return Float32Array.from({ length: count }, draw);
}

function toUnitLength(vector: Float32Array): void {
  let squares = 0;
  for (const component of vector) squares += component * component;
  const factor = 1 / Math.sqrt(squares);
  for (let index = 0; index < vector.length; index++) vector[index] = (vector[index] as number) * factor;
}
