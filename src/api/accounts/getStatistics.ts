import { Type } from 'typebox';
import { Count } from '../operations/answerObjects.ts';
import { operation } from '../operations/operation.ts';

/** GET /account/statistics (contract 10). */
export const getStatistics = operation({
  method: 'GET',
  path: '/account/statistics',
  tag: 'accounts',
  operationId: 'getStatistics',
  summary: 'What the account holds',
  description: 'Counts persons and descriptors of the account, and how many descriptors belong to a person.',
  errors: [],
  example: { answer: { count_persons: 2, count_descriptors: 5, attached_descriptors: 3 } },
  access: 'basic',
  answer: {
    status: 200,
    schema: Type.Object({ count_persons: Count, count_descriptors: Count, attached_descriptors: Count }),
  },
  async run({ accountId, statistics }) {
    const { persons, descriptors, attachedDescriptors } = await statistics.count(accountId);
    return { count_persons: persons, count_descriptors: descriptors, attached_descriptors: attachedDescriptors };
  },
});
