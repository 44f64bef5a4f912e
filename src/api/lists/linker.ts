import type { DescriptorId, ListId, PersonId } from '../../domain/ids.ts';
import { EXAMPLE_ID } from '../documented/exampleObjects.ts';
import { apiError } from '../errors/apiError.ts';
import { operation } from '../operations/operation.ts';
import { json } from '../wire/body/jsonBody.ts';
import { idList, idMember, requiredMember, wordMember } from '../wire/body/members.ts';

/** PATCH /storage/linker (contract 40): many at once, all or nothing. */
export const linker = operation({
  method: 'PATCH',
  path: '/storage/linker',
  tag: 'lists',
  operationId: 'linker',
  summary: 'Put many persons or descriptors into a list or take them out',
  description: 'Attaches many persons or descriptors to a list, or detaches them: all or nothing.',
  errors: [
    'fieldMissing',
    'fieldType',
    'badIdInJson',
    'schemaViolation',
    'listReferenceNotFound',
    'wrongListKind',
    ({ linkerUnknown }) => linkerUnknown.person,
    ({ linkerUnknown }) => linkerUnknown.descriptor,
  ],
  example: { body: { action: 'attach', list_id: EXAMPLE_ID.personsList, person_ids: [EXAMPLE_ID.person] } },
  access: 'account',
  body: json(
    {
      action: requiredMember(wordMember(['attach', 'detach'])),
      list_id: requiredMember(idMember<ListId>()),
      person_ids: idList<PersonId>(),
      descriptor_ids: idList<DescriptorId>(),
    },
    { objectOnly: true },
  ),
  answer: { status: 204 },
  async run({ accountId, body, links }) {
    if (!body.person_ids && !body.descriptor_ids) {
      throw apiError('schemaViolation', '', "'person_ids' or 'descriptor_ids' is a required property");
    }
    await links.changeMany(body.action, accountId, body.list_id, {
      personIds: body.person_ids,
      descriptorIds: body.descriptor_ids,
    });
  },
});
