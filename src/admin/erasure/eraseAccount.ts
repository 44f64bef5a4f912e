import { adminOperation } from '../operation.ts';
import { AccountPath } from '../schemas.ts';
import { packReceipt, ReceiptObject, RequestedBy } from './receiptObject.ts';

export const eraseAccount = adminOperation({
  method: 'DELETE',
  path: '/accounts/:account_id',
  tag: 'erasure',
  summary:
    'Suspend an account and delete everything that belongs to it; after an interruption, the same call continues',
  params: AccountPath,
  query: RequestedBy,
  answer: { status: 200, schema: ReceiptObject },
  async run({ erasure, params, query: { requested_by: requestedBy = 'administrator' } }) {
    return packReceipt(await erasure.account(params.account_id, requestedBy));
  },
});
