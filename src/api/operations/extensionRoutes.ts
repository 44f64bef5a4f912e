import { createLimitedToken } from '../accounts/permissions/createLimitedToken.ts';
import { listTokenPermissions } from '../accounts/permissions/listTokenPermissions.ts';
import { setTokenPermissions } from '../accounts/permissions/setTokenPermissions.ts';
import { assignFaces } from '../review/actions/assignFaces.ts';
import { dismissFaces } from '../review/actions/dismissFaces.ts';
import { listActions } from '../review/actions/listActions.ts';
import { mergePersons } from '../review/actions/mergePersons.ts';
import { rejectCandidate } from '../review/actions/rejectCandidate.ts';
import { splitPerson } from '../review/actions/splitPerson.ts';
import { undoAction } from '../review/actions/undoAction.ts';
import { getCluster } from '../review/findings/getCluster.ts';
import { listClusters } from '../review/findings/listClusters.ts';
import { listDoubtfulPhotos } from '../review/findings/listDoubtfulPhotos.ts';
import { listDuplicates } from '../review/findings/listDuplicates.ts';
import { getLiveFigures } from '../review/getLiveFigures.ts';
import { addPhoto } from '../review/persons/addPhoto.ts';
import { countPersons } from '../review/persons/countPersons.ts';
import { enrolPerson } from '../review/persons/enrolPerson.ts';
import { extractFaces } from '../review/persons/extractFaces.ts';
import { findPersons } from '../review/persons/findPersons.ts';
import { getPortraitBySize } from '../review/persons/getPortraitBySize.ts';
import { searchByFace } from '../review/persons/searchByFace.ts';
import { listReviewRuns } from '../review/runs/listReviewRuns.ts';
import { startReviewRun } from '../review/runs/startReviewRun.ts';
import { stopReviewRun } from '../review/runs/stopReviewRun.ts';
import { erasePerson } from '../review/upkeep/erasePerson.ts';
import { listAuditEntries } from '../review/upkeep/listAuditEntries.ts';
import { listErasures } from '../review/upkeep/listErasures.ts';
import { previewUpkeep } from '../review/upkeep/previewUpkeep.ts';
import type { Operation } from './operation.ts';

/** Version 1 of what this service has beyond the contract; no path of the contract begins so. */
export const EXTENSION_PREFIX = '/ext/1';

/** What people who look at faces need (docs/review.md), and what tokens may do (docs/tokens.md). */
export const extensions: readonly Operation[] = [
  listTokenPermissions,
  createLimitedToken,
  setTokenPermissions,

  findPersons,
  countPersons,
  extractFaces,
  enrolPerson,
  addPhoto,
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

  erasePerson,
  listErasures,
  previewUpkeep,
  listAuditEntries,

  getLiveFigures,
];
