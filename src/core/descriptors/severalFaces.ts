import { DomainError } from '../../domain/errors.ts';
import type { Extracted, StoredFace } from './descriptors.ts';

/** An operation for one face met several; what was extracted is stored anyway (contract 50). */
export class SeveralFaces extends DomainError {
  readonly extracted: Extracted<StoredFace>;
  constructor(extracted: Extracted<StoredFace>) {
    super('more than one face found');
    this.extracted = extracted;
  }
}

/** The face of an extraction that must hold one. @throws SeveralFaces */
export function onlyFace(extracted: Extracted<StoredFace>): StoredFace {
  const [face, ...others] = extracted.faces;
  if (!face || others.length > 0) throw new SeveralFaces(extracted);
  return face;
}
