import { Type } from 'typebox';
import type { ErasureReceipt } from '../../core/upkeep/erasure.ts';
import { MISSING_NAMED } from '../../core/upkeep/portraitErasure.ts';
import { TEXT_LENGTH } from '../../domain/textLengths.ts';
import { AccountIdText, Count, Time } from '../schemas.ts';

export const ReceiptObject = Type.Object({
  erasure_id: Type.String(),
  subject: Type.Unsafe<ErasureReceipt['subject']>({ type: 'string', enum: ['account', 'person'] }),
  account_id: AccountIdText,
  person_id: Type.Unsafe<ErasureReceipt['personId']>({ type: ['string', 'null'] }),
  requested_by: Type.String(),
  start_time: Time,
  end_time: Time,
  erased: Type.Object({
    persons: Count,
    descriptors: Count,
    portraits: Type.Integer({ minimum: 0, description: 'Found and removed' }),
    thumbnails: Type.Integer({ minimum: 0, description: 'Found and removed, of whatever size' }),
    lists: Count,
    tokens: Count,
    handlers: Count,
  }),
  missing_portraits: Type.Object({
    count: Type.Integer({ minimum: 0, description: 'Descriptors that should have had a portrait, and none was found' }),
    descriptor_ids: Type.Array(Type.String(), {
      maxItems: MISSING_NAMED,
      description: `Of these the first ${MISSING_NAMED}`,
    }),
  }),
  pending_portraits: Type.Integer({
    minimum: 0,
    description: 'Portraits that could not be deleted yet; the service tries them again',
  }),
  audit_entries: Type.Integer({ minimum: 0, description: 'Entries of the audit log that name them no more' }),
});

/** Who asked for it, as the receipt names them. */
export const RequestedBy = Type.Object({
  requested_by: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: TEXT_LENGTH.data,
      default: 'administrator',
      pattern: '^[^\\u0000-\\u001f]*$',
    }),
  ),
});

export function packReceipt(receipt: ErasureReceipt) {
  return {
    erasure_id: receipt.erasureId,
    subject: receipt.subject,
    account_id: receipt.accountId,
    person_id: receipt.personId,
    requested_by: receipt.requestedBy,
    start_time: receipt.startTime,
    end_time: receipt.endTime,
    erased: receipt.erased,
    missing_portraits: {
      count: receipt.missingPortraits.count,
      descriptor_ids: [...receipt.missingPortraits.descriptorIds],
    },
    pending_portraits: receipt.pendingPortraits,
    audit_entries: receipt.auditEntries,
  };
}
