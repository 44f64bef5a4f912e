import { HANDLER_KINDS } from '../../domain/handlerKind.ts';
import { createAccount } from '../accounts/createAccount.ts';
import { createToken } from '../accounts/createToken.ts';
import { deleteToken } from '../accounts/deleteToken.ts';
import { deleteTokens } from '../accounts/deleteTokens.ts';
import { getAccount } from '../accounts/getAccount.ts';
import { getStatistics } from '../accounts/getStatistics.ts';
import { getToken } from '../accounts/getToken.ts';
import { listTokens } from '../accounts/listTokens.ts';
import { updateToken } from '../accounts/updateToken.ts';
import { changeDescriptorLists } from '../descriptors/changeDescriptorLists.ts';
import { createDescriptors } from '../descriptors/createDescriptors.ts';
import { getDescriptor } from '../descriptors/getDescriptor.ts';
import { getDescriptorLists } from '../descriptors/getDescriptorLists.ts';
import { listDescriptors } from '../descriptors/listDescriptors.ts';
import { changeHandler } from '../handlers/changeHandler.ts';
import { getHandler } from '../handlers/getHandler.ts';
import { runExtractor } from '../handlers/runExtractor.ts';
import { runIdentify } from '../handlers/runIdentify.ts';
import { runVerify } from '../handlers/runVerify.ts';
import { verifyRaw } from '../handlers/verifyRaw.ts';
import { createList } from '../lists/createList.ts';
import { deleteList } from '../lists/deleteList.ts';
import { deleteLists } from '../lists/deleteLists.ts';
import { getList } from '../lists/getList.ts';
import { linker } from '../lists/linker.ts';
import { listLists } from '../lists/listLists.ts';
import { updateList } from '../lists/updateList.ts';
import { checkLiveness } from '../liveness/checkLiveness.ts';
import { identify } from '../matching/identify.ts';
import { match } from '../matching/match.ts';
import { searchByImage } from '../matching/searchByImage.ts';
import { verify } from '../matching/verify.ts';
import { changePersonDescriptors } from '../persons/changePersonDescriptors.ts';
import { changePersonLists } from '../persons/changePersonLists.ts';
import { createPerson } from '../persons/createPerson.ts';
import { deletePerson } from '../persons/deletePerson.ts';
import { getPerson } from '../persons/getPerson.ts';
import { getPersonDescriptors } from '../persons/getPersonDescriptors.ts';
import { getPersonLists } from '../persons/getPersonLists.ts';
import { listPersons } from '../persons/listPersons.ts';
import { updatePerson } from '../persons/updatePerson.ts';
import { getPortrait } from '../portraits/getPortrait.ts';
import type { Operation } from './operation.ts';

/** Served under each of these; the first is what the docs show (contract 00 §1). */
export const PREFIXES = ['/4', '/6', '/3'] as const;

/** The versioned API, whole (contract 00 §2). */
export const operations: readonly Operation[] = [
  createAccount,
  getAccount,
  getStatistics,
  listTokens,
  createToken,
  deleteTokens,
  getToken,
  updateToken,
  deleteToken,

  createDescriptors,
  listDescriptors,
  getDescriptor,
  getDescriptorLists,
  changeDescriptorLists,
  getPortrait,

  createPerson,
  listPersons,
  getPerson,
  updatePerson,
  deletePerson,
  getPersonDescriptors,
  changePersonDescriptors,
  getPersonLists,
  changePersonLists,

  createList,
  listLists,
  deleteLists,
  getList,
  updateList,
  deleteList,
  linker,

  identify,
  match,
  verify,
  searchByImage,

  runExtractor,
  runIdentify,
  runVerify,
  verifyRaw,
  ...HANDLER_KINDS.flatMap((kind) => [getHandler(kind), changeHandler(kind)]),

  checkLiveness,
];
