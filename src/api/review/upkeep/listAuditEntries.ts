import { Type } from 'typebox';
import type { DescriptorId, PersonId } from '../../../domain/ids.ts';
import { EXAMPLE_ID, PERSON } from '../../documented/exampleObjects.ts';
import { NullableText, Time } from '../../operations/answerObjects.ts';
import { operation } from '../../operations/operation.ts';
import { clampedInteger } from '../../wire/query/pageKeys.ts';
import { flag, required, uuid } from '../../wire/query/queryParameters.ts';

const EntryObject = Type.Object({
  time: Time,
  action: Type.String({ description: 'enrol, estimate, identify, search, verify, liveness, change or read' }),
  operation: Type.String({ description: 'The operation by its name in this document' }),
  status: Type.Integer({ description: 'HTTP status of the answer' }),
  request_id: NullableText,
  address: NullableText,
  token: Type.Unsafe<string | null>({
    type: ['string', 'null'],
    description: 'Fingerprint of the token; null for e-mail and password',
  }),
});

/** GET /audit (docs/review.md). */
export const listAuditEntries = operation({
  method: 'GET',
  path: '/audit',
  tag: 'review',
  operationId: 'listAuditEntries',
  summary: 'What requests of the account did to a person or a face',
  description:
    'Lists entries of the audit log (docs/audit.md), the newest first: requests of this account that named the id, or had it in their answer. `recorded` says whether the service keeps the log; earlier entries are shown either way. `complete` is false when there are more, or when the log is so long that its older part was not looked at.',
  errors: [],
  example: {
    query: { object_id: EXAMPLE_ID.person, limit: 10 },
    answer: {
      recorded: true,
      entries: [
        {
          time: PERSON.create_time,
          action: 'change',
          operation: 'createPerson',
          status: 201,
          request_id: '1772357400,3f0c6a1e-7d4b-4b8e-9a57-0d7f6f9e2c11',
          address: '10.0.0.1',
          token: '9f86d081884c',
        },
      ],
      complete: true,
    },
  },
  access: 'account',
  query: {
    object_id: required(uuid<PersonId | DescriptorId>('Person or descriptor, also one that is gone')),
    reads: flag(false, 'Also requests that only read'),
    limit: clampedInteger({ least: 1, most: 1000, byDefault: 100 }, 'Entries at most'),
  },
  answer: {
    status: 200,
    schema: Type.Object({ recorded: Type.Boolean(), entries: Type.Array(EntryObject), complete: Type.Boolean() }),
  },
  async run({ accountId, query: { object_id: objectId, reads: withReads, limit }, auditTrail, signal }) {
    const { entries, isComplete } = await auditTrail.of(accountId, { objectId, withReads, limit, signal });
    const packed = entries.map(({ requestId, ...entry }) => ({ ...entry, request_id: requestId }));
    return { recorded: auditTrail.isOn, entries: packed, complete: isComplete };
  },
});
