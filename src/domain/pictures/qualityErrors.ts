import { DomainError } from '../errors.ts';

/** The net that makes the unified quality score is not there. */
export class QualityScoreOff extends DomainError {
  constructor() {
    super('the unified quality score is switched off');
  }
}
