import type { ErrorEntry } from './errorEntry.ts';

const NOT_ESTIMATED = 'Failed to estimate face image attributes';
const BEYOND = 'Face does not satisfy thresholds limits';

/** Why a handler's policies refuse a face; part of the one table. */
export const FACE_POLICY_ERRORS = {
  pictureNeeded: {
    code: 4009,
    status: 400,
    desc: NOT_ESTIMATED,
    detail: `${NOT_ESTIMATED}. Detail: The policy looks at the {} of the face, and a descriptor does not show it.`,
  },
  facesBelowThresholds: { code: 36003, status: 400, desc: BEYOND, detail: 'No faces found.' },
  notAlive: {
    code: 36003,
    status: 400,
    desc: BEYOND,
    detail: 'Liveness {} ({}) is lower than minimum allowed ({}).',
  },
  qualityTooLow: {
    code: 36003,
    status: 400,
    desc: BEYOND,
    detail: 'Face quality ({}) is lower than minimum allowed ({}).',
  },
  faceMasked: {
    code: 36003,
    status: 400,
    desc: BEYOND,
    detail: 'Likelihood of a mask ({}) is not lower than maximum allowed ({}).',
  },
} as const satisfies Record<string, ErrorEntry>;
