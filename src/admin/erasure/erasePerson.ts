import { Type } from 'typebox';
import { adminOperation } from '../operation.ts';
import { AccountIdText, PersonIdText } from '../schemas.ts';
import { packReceipt, ReceiptObject, RequestedBy } from './receiptObject.ts';

export const erasePerson = adminOperation({
  method: 'DELETE',
  path: '/accounts/:account_id/persons/:person_id',
  tag: 'erasure',
  summary: 'Delete a person with its descriptors, vectors and portraits; every list forgets them',
  params: Type.Object({ account_id: AccountIdText, person_id: PersonIdText }),
  query: RequestedBy,
  answer: { status: 200, schema: ReceiptObject },
  async run({ erasure, params, query: { requested_by: requestedBy = 'administrator' } }) {
    return packReceipt(await erasure.person(params.account_id, params.person_id, requestedBy));
  },
});
