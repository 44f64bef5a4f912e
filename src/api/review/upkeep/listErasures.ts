import { Type } from 'typebox';
import type { ActionId } from '../../../domain/ids.ts';
import { NullableText } from '../../operations/answerObjects.ts';
import { operation } from '../../operations/operation.ts';
import { afterKey, clampedInteger, nextKey } from '../../wire/query/pageKeys.ts';
import { packReceipt, RECEIPT, ReceiptObject } from './receiptObject.ts';

/** GET /erasures (docs/review.md). */
export const listErasures = operation({
  method: 'GET',
  path: '/erasures',
  tag: 'review',
  operationId: 'listErasures',
  summary: 'Receipts of erased persons, newest first',
  description:
    'Lists the receipts of persons of this account that were erased, by the account or by the administrator, the newest first, a page by key.',
  errors: [],
  example: { query: { limit: 10 }, answer: { receipts: [RECEIPT], next: null } },
  access: 'account',
  query: {
    limit: clampedInteger({ least: 1, most: 200, byDefault: 50 }, 'Receipts a page'),
    after: afterKey<ActionId>(),
  },
  answer: { status: 200, schema: Type.Object({ receipts: Type.Array(ReceiptObject), next: NullableText }) },
  async run({ accountId, query: { limit, after }, accountUpkeep }) {
    const key = after && { createTime: after.time, actionId: after.id };
    const page = await accountUpkeep.receipts(accountId, { limit, after: key });
    const last = page.at(-1);
    const next = last && page.length === limit ? nextKey({ time: last.createTime, id: last.actionId }) : null;
    return { receipts: page.map(({ receipt }) => packReceipt(receipt)), next };
  },
});
