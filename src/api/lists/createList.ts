import { Type } from 'typebox';
import { TEXT_LENGTH } from '../../domain/textLengths.ts';
import { EXAMPLE_ID } from '../documented/exampleObjects.ts';
import { Uuid } from '../operations/answerObjects.ts';
import { operation } from '../operations/operation.ts';
import { optionalJson } from '../wire/body/jsonBody.ts';
import { dataText } from '../wire/body/members.ts';
import { oneOf } from '../wire/query/queryParameters.ts';

/** POST /storage/lists (contract 40). */
export const createList = operation({
  method: 'POST',
  path: '/storage/lists',
  tag: 'lists',
  operationId: 'createList',
  summary: 'Create a list',
  description: `Creates an empty list of persons or of descriptors. The kind stays. \`list_data\` is a note of up to ${TEXT_LENGTH.data} characters.`,
  errors: ['fieldType', 'userDataTooLong', 'schemaViolation'],
  example: { query: { type: 'persons' }, body: { list_data: 'Staff' }, answer: { list_id: EXAMPLE_ID.personsList } },
  access: 'account',
  query: { type: oneOf(['persons', 'descriptors'], 'Kind of the members; persons when absent') },
  body: optionalJson({ list_data: dataText }),
  answer: { status: 201, schema: Type.Object({ list_id: Uuid }) },
  async run({ accountId, query, body, lists }) {
    const listId = await lists.create(accountId, query.type ?? 'persons', body.list_data ?? '');
    return { list_id: listId };
  },
});
