import { LunaError } from '../../../client/src/lunaError.ts';
import { hasSeveralFaces } from '../api/enrolment.ts';
import { showsNoFace } from '../api/photos.ts';
import { SignedOut } from '../session/session.ts';
import type { Words } from '../words/en.ts';
import { tell } from './toasts.tsx';

export interface Failure {
  readonly text: string;
  readonly detail: string | undefined;
}

/** A failure in the reader's words, and what the server said of it. */
export function describeFailure(error: unknown, words: Words): Failure {
  const { failure } = words;
  if (!(error instanceof LunaError)) {
    return { text: error instanceof TypeError ? failure.offline : failure.unknown, detail: undefined };
  }
  if (hasSeveralFaces(error)) return { text: words.photo.severalFaces, detail: undefined };
  if (showsNoFace(error)) return { text: words.photo.noFace, detail: words.photo.noFaceLead };
  const id = error.requestId ? failure.request(error.requestId) : undefined;
  if (error.status >= 500 && error.status !== 503) return { text: failure.broken, detail: id };
  if (error.status === 429 || error.status === 503) return { text: failure.busy, detail: error.text };
  if (error.status === 413) return { text: failure.large, detail: error.text };
  if (error.status === 403) return { text: failure.forbidden, detail: error.text };
  if (error.status === 404 || error.code === 22007) return { text: failure.gone, detail: error.text };
  return { text: error.text, detail: id };
}

/** Tells a failed action; one that ended because the user left is none. */
export function tellFailure(error: unknown, words: Words): void {
  if (error instanceof SignedOut) return;
  tell({ bad: true, ...describeFailure(error, words) });
}
