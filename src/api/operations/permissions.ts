import { TokenForbidden } from '../../domain/errors.ts';
import type { TokenAccess, TokenPermissions } from '../../domain/tokens/tokenPermissions.ts';

/**
 * What an operation takes of a token. `read`: it shows what is stored. `match`: it compares, and stores nothing. `search`: it compares with a
 * photo, whose face it stores. `change`: all else. `owner`: only tokens without limits, where a token opens it at all.
 */
export type Need = 'read' | 'match' | 'search' | 'change' | 'owner';

/**
 * Whether a token of some lists may use it. `reached`: the lists and objects that it names are looked at. `named`: it must also name a list,
 * since without one it is about all of them. `no`: what it shows or changes goes beyond lists.
 */
export type InLists = 'reached' | 'named' | 'no';

export interface Permission {
  readonly needs: Need;
  readonly inLists: InLists;
}

const of = (needs: Need, inLists: InLists = 'no'): Permission => ({ needs, inLists });

/**
 * The one table of who may do what: every operation that knows its caller has a row, or the service does not start. What tokens may
 * do with lists is told in docs/tokens.md.
 */
const PERMISSIONS: Readonly<Record<string, Permission>> = {
  getAccount: of('owner'),
  getStatistics: of('owner'),
  listTokens: of('owner'),
  createToken: of('owner'),
  deleteTokens: of('owner'),
  getToken: of('owner'),
  updateToken: of('owner'),
  deleteToken: of('owner'),
  listTokenPermissions: of('owner'),
  createLimitedToken: of('owner'),
  setTokenPermissions: of('owner'),

  createDescriptors: of('change', 'reached'),
  listDescriptors: of('read'),
  getDescriptor: of('read', 'reached'),
  getDescriptorLists: of('read', 'reached'),
  changeDescriptorLists: of('change', 'reached'),
  getPortrait: of('read', 'reached'),
  getPortraitBySize: of('read', 'reached'),
  extractFaces: of('change', 'reached'),

  createPerson: of('change', 'reached'),
  listPersons: of('read'),
  getPerson: of('read', 'reached'),
  updatePerson: of('change', 'reached'),
  deletePerson: of('change'),
  getPersonDescriptors: of('read', 'reached'),
  changePersonDescriptors: of('change', 'reached'),
  getPersonLists: of('read', 'reached'),
  changePersonLists: of('change', 'reached'),
  enrolPerson: of('change', 'named'),
  addPhoto: of('change', 'reached'),
  findPersons: of('read', 'named'),
  countPersons: of('read', 'named'),

  createList: of('change'),
  listLists: of('read'),
  deleteLists: of('change'),
  getList: of('read', 'reached'),
  updateList: of('change', 'reached'),
  deleteList: of('change'),
  linker: of('change', 'reached'),

  identify: of('match', 'reached'),
  match: of('match', 'reached'),
  verify: of('match', 'reached'),
  searchByFace: of('match', 'named'),
  searchByImage: of('search', 'reached'),
  checkLiveness: of('match', 'reached'),

  // Their lists are those of the account's policies.
  runExtractor: of('change'),
  runIdentify: of('search'),
  runVerify: of('search'),
  verifyRaw: of('match', 'reached'),
  getExtractorHandler: of('read'),
  changeExtractorHandler: of('change'),
  getIdentifyHandler: of('read'),
  changeIdentifyHandler: of('change'),
  getVerifyHandler: of('read'),
  changeVerifyHandler: of('change'),

  // Review goes over the whole account.
  listActions: of('read'),
  mergePersons: of('change'),
  splitPerson: of('change'),
  assignFaces: of('change'),
  rejectCandidate: of('change'),
  dismissFaces: of('change'),
  undoAction: of('change'),
  startReviewRun: of('change'),
  listReviewRuns: of('read'),
  stopReviewRun: of('change'),
  listClusters: of('read'),
  getCluster: of('read'),
  listDuplicates: of('read'),
  listDoubtfulPhotos: of('read'),
  erasePerson: of('change'),
  listAuditEntries: of('read'),
  listErasures: of('read'),
  previewUpkeep: of('read'),
  getLiveFigures: of('read'),
};

/** Operations of the table. */
export const PERMITTED_OPERATIONS: readonly string[] = Object.keys(PERMISSIONS);

const ALLOWED: Readonly<Record<TokenAccess, readonly Need[]>> = {
  all: ['read', 'match', 'search', 'change'],
  read: ['read', 'match'],
  match: ['match', 'search'],
};

/** The row of an operation. @throws Error where there is none: whoever adds an operation decides who may use it */
export function permissionOf(operationId: string): Permission {
  const permission = PERMISSIONS[operationId];
  if (!permission) throw new Error(`operation ${operationId} has no row in the table of permissions`);
  return permission;
}

/** Whether a token may use an operation at all; what it names is another question. @throws TokenForbidden */
export function requirePermission({ needs, inLists }: Permission, { access, lists }: TokenPermissions): void {
  if (access === 'all' && lists === null) return;
  if (!ALLOWED[access].includes(needs)) throw new TokenForbidden('access');
  if (lists !== null && inLists === 'no') throw new TokenForbidden('lists');
}
