import { assignFaces } from '../review/assignFaces.ts';
import { countPersons } from '../review/countPersons.ts';
import { dismissFaces } from '../review/dismissFaces.ts';
import { findPersons } from '../review/findPersons.ts';
import { getCluster } from '../review/getCluster.ts';
import { getLiveFigures } from '../review/getLiveFigures.ts';
import { getPortraitBySize } from '../review/getPortraitBySize.ts';
import { listActions } from '../review/listActions.ts';
import { listClusters } from '../review/listClusters.ts';
import { listDoubtfulPhotos } from '../review/listDoubtfulPhotos.ts';
import { listDuplicates } from '../review/listDuplicates.ts';
import { listReviewRuns } from '../review/listReviewRuns.ts';
import { mergePersons } from '../review/mergePersons.ts';
import { rejectCandidate } from '../review/rejectCandidate.ts';
import { searchByFace } from '../review/searchByFace.ts';
import { splitPerson } from '../review/splitPerson.ts';
import { startReviewRun } from '../review/startReviewRun.ts';
import { stopReviewRun } from '../review/stopReviewRun.ts';
import { undoAction } from '../review/undoAction.ts';
import type { Operation } from './operation.ts';

/** Version 1 of what this service has beyond the contract; no path of the contract begins so. */
export const EXTENSION_PREFIX = '/ext/1';

/** What people who look at faces need (docs/review.md). */
export const extensions: readonly Operation[] = [
  findPersons,
  countPersons,
  getPortraitBySize,

  listActions,
  mergePersons,
  splitPerson,
  assignFaces,
  rejectCandidate,
  dismissFaces,
  undoAction,

  searchByFace,

  startReviewRun,
  listReviewRuns,
  stopReviewRun,
  listClusters,
  getCluster,
  listDuplicates,
  listDoubtfulPhotos,

  getLiveFigures,
];
