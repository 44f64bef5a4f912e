import { describe } from 'vitest';
import type { Store } from '../../../../src/store/store.ts';
import { accountsContract } from './accounts.ts';
import { descriptorsContract } from './descriptors.ts';
import { galleryFeedContract } from './galleryFeed.ts';
import { garbageContract } from './garbage.ts';
import { goneAccountContract } from './goneAccount.ts';
import { handlersContract } from './handlers.ts';
import { idempotencyKeysContract } from './idempotencyKeys.ts';
import { invitationsContract } from './invitations.ts';
import { listReaderContract } from './listReader.ts';
import { listsContract } from './lists.ts';
import { modelVectorsContract } from './modelVectors.ts';
import { personSearchContract } from './personSearch.ts';
import { personsContract } from './persons.ts';
import { portraitsContract } from './portraits.ts';
import { tokenFormsContract } from './tokenForms.ts';
import { transactionsContract } from './transactions.ts';

/** What every store must do, whatever the database; each suite works with accounts of its own. */
export function storeContract(open: () => Store): void {
  describe('accounts and tokens', () => accountsContract(open));
  describe('tokens in two forms', () => tokenFormsContract(open));
  describe('an account that is gone', () => goneAccountContract(open));
  describe('persons', () => personsContract(open));
  describe('search of persons', () => personSearchContract(open));
  describe('descriptors', () => descriptorsContract(open));
  describe('lists', () => listsContract(open));
  describe('handlers', () => handlersContract(open));
  describe('gallery feed', () => galleryFeedContract(open));
  describe('list reader', () => listReaderContract(open));
  describe('vectors of other models', () => modelVectorsContract(open));
  describe('garbage', () => garbageContract(open));
  describe('idempotency keys', () => idempotencyKeysContract(open));
  describe('invitations', () => invitationsContract(open));
  describe('portraits', () => portraitsContract(open));
  describe('transactions', () => transactionsContract(open));
}
