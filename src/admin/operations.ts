import { createAccount } from './accounts/createAccount.ts';
import { getAccount } from './accounts/getAccount.ts';
import { listAccounts } from './accounts/listAccounts.ts';
import { updateAccount } from './accounts/updateAccount.ts';
import { exportAuditLog } from './audit/exportAuditLog.ts';
import { verifyAuditLog } from './audit/verifyAuditLog.ts';
import { changeEncryption, rotateKeys } from './encryption/changeEncryption.ts';
import { getEncryption, readAccountKeys } from './encryption/getEncryption.ts';
import { eraseAccount } from './erasure/eraseAccount.ts';
import { erasePerson } from './erasure/erasePerson.ts';
import { verifyGallery } from './gallery/verifyGallery.ts';
import { createInvitation } from './invitations/createInvitation.ts';
import { listInvitations } from './invitations/listInvitations.ts';
import { revokeInvitation } from './invitations/revokeInvitation.ts';
import { crossmatchLists } from './lists/crossmatchLists.ts';
import { describeList } from './lists/describeList.ts';
import { listWeights } from './models/listWeights.ts';
import { compareModels, fillModel, forgetModel, switchModel } from './models/migrateModels.ts';
import { takeAccount } from './moving/movedAccount.ts';
import { readDescriptors, readFaces, readHandlers, readLists, readModel, readPersons } from './moving/readHere.ts';
import { takeIn, takeOut } from './moving/takeIn.ts';
import type { AdminOperation } from './operation.ts';
import { getRetention } from './retention/getRetention.ts';
import { runRetention } from './retention/runRetention.ts';
import { setRetention } from './retention/setRetention.ts';
import { getConfig } from './service/getConfig.ts';
import { getEvents } from './service/getEvents.ts';
import { getMetrics } from './service/getMetrics.ts';
import { createToken } from './tokens/createToken.ts';
import { deleteToken } from './tokens/deleteToken.ts';
import { listTokens } from './tokens/listTokens.ts';
import { setTokenPermissions } from './tokens/setTokenPermissions.ts';
import { checkSchema } from './upkeep/checkSchema.ts';
import { collectGarbage } from './upkeep/collectGarbage.ts';
import { makeBackup } from './upkeep/makeBackup.ts';
import { movePortraits } from './upkeep/movePortraits.ts';

/** The administrator's API, whole. */
export const adminOperations: readonly AdminOperation[] = [
  listAccounts,
  createAccount,
  getAccount,
  updateAccount,

  listInvitations,
  createInvitation,
  revokeInvitation,

  listTokens,
  createToken,
  setTokenPermissions,
  deleteToken,

  eraseAccount,
  erasePerson,

  getRetention,
  setRetention,
  runRetention,

  verifyGallery,

  describeList,
  crossmatchLists,

  readModel,
  takeAccount,
  takeIn,
  takeOut,
  readPersons,
  readDescriptors,
  readLists,
  readHandlers,
  readFaces,

  collectGarbage,
  movePortraits,
  listWeights,
  fillModel,
  compareModels,
  switchModel,
  forgetModel,
  checkSchema,
  makeBackup,

  getEncryption,
  changeEncryption,
  rotateKeys,
  readAccountKeys,

  verifyAuditLog,
  exportAuditLog,

  getConfig,
  getEvents,
  getMetrics,
];
