import { DomainError } from '../../domain/errors.ts';

/** The quality of the face is below the threshold of a policy (0..100), or a mask hides it (0..1). */
export class FaceRefused extends DomainError {
  readonly measure: 'quality' | 'mask';
  readonly value: number;
  readonly limit: number;
  constructor(measure: 'quality' | 'mask', value: number, limit: number) {
    super(`${measure} of the face beyond its threshold`);
    this.measure = measure;
    this.value = value;
    this.limit = limit;
  }
}

/** A policy looks at the face, and the request has a descriptor only. */
export class PictureNeeded extends DomainError {
  readonly measure: 'quality' | 'lower half';
  constructor(measure: 'quality' | 'lower half') {
    super(`${measure} needs a picture`);
    this.measure = measure;
  }
}
