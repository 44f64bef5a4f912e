import { type Static, Type } from 'typebox';
import type { PersonId } from '../../../domain/ids.ts';
import { EXAMPLE_ID } from '../../documented/exampleObjects.ts';
import { operation } from '../../operations/operation.ts';
import { schemaJson } from '../../wire/body/schemaBody.ts';
import { closed, IdText, idOf } from '../bodyIds.ts';
import { packReceipt, RECEIPT, ReceiptObject } from './receiptObject.ts';

const EraseBody = Type.Object({ person_id: IdText }, closed);

/** POST /actions/erase (docs/review.md). */
export const erasePerson = operation({
  method: 'POST',
  path: '/actions/erase',
  tag: 'review',
  operationId: 'erasePerson',
  summary: 'Erase a person with all photos, for good',
  description:
    'Deletes the person with its descriptors, their vectors, portraits and thumbnails, takes its ids out of the audit log, and forgets its history. The answer is the receipt, which stays in `GET /erasures`. There is no undo. `DELETE /4/storage/persons/{person_id}` keeps the descriptors.',
  errors: ['personTargetNotFound', 'schemaViolation'],
  example: { body: { person_id: EXAMPLE_ID.person }, answer: RECEIPT },
  access: 'account',
  body: schemaJson<Static<typeof EraseBody>>(EraseBody),
  answer: { status: 201, schema: ReceiptObject },
  run: async ({ accountId, body, accountUpkeep }) =>
    packReceipt(await accountUpkeep.erasePerson(accountId, idOf<PersonId>(body.person_id))),
});
