import { Type } from 'typebox';
import type { AccountUpkeep } from '../../../core/review/accountUpkeep.ts';
import { EXAMPLE_ID, PERSON } from '../../documented/exampleObjects.ts';
import { Count, NullableUuid, Time, Uuid } from '../../operations/answerObjects.ts';

/** Proves what an erasure deleted: ids and counts, nothing about the person. */
export const ReceiptObject = Type.Object({
  erasure_id: Uuid,
  person_id: NullableUuid,
  requested_by: Type.String(),
  start_time: Time,
  end_time: Time,
  erased: Type.Object({ persons: Count, descriptors: Count, portraits: Count, thumbnails: Count }),
  missing_portraits: Type.Integer({
    minimum: 0,
    description: 'Descriptors that should have had a portrait, and none was found',
  }),
  pending_portraits: Type.Integer({
    minimum: 0,
    description: 'Portraits that could not be deleted yet; the service tries them again',
  }),
  audit_entries: Type.Integer({ minimum: 0, description: 'Entries of the audit log that name the person no more' }),
});

export const RECEIPT = {
  erasure_id: EXAMPLE_ID.action,
  person_id: EXAMPLE_ID.person,
  requested_by: 'account',
  start_time: PERSON.create_time,
  end_time: PERSON.create_time,
  erased: { persons: 1, descriptors: 2, portraits: 2, thumbnails: 6 },
  missing_portraits: 0,
  pending_portraits: 0,
  audit_entries: 0,
};

type Receipt = Awaited<ReturnType<AccountUpkeep['erasePerson']>>;

export function packReceipt(receipt: Receipt) {
  const { persons, descriptors, portraits, thumbnails } = receipt.erased;
  return {
    erasure_id: receipt.erasureId,
    person_id: receipt.personId,
    requested_by: receipt.requestedBy,
    start_time: receipt.startTime,
    end_time: receipt.endTime,
    erased: { persons, descriptors, portraits, thumbnails },
    missing_portraits: receipt.missingPortraits.count,
    pending_portraits: receipt.pendingPortraits,
    audit_entries: receipt.auditEntries,
  };
}
