import type { Generated } from 'kysely';
import type { Timestamp } from '../../domain/time.ts';
import type { AuditTables } from '../audit/auditTables.ts';
import type { EncryptionTables } from '../encryption/encryptionTables.ts';
import type { DescriptorVectorTable } from '../models/descriptorVectorTable.ts';
import type { PortraitPlaceTable } from '../portraits/portraitPlaceTable.ts';

/**
 * Tables and columns as the code reads and writes them; names are those of contract 90, plus our own for faces.
 * Ids are lower-case UUID4 texts. Text columns that may be empty are nullable, because Oracle keeps '' as NULL: read
 * them with `?? ''`.
 */
export interface Database extends AuditTables, EncryptionTables {
  account: AccountTable;
  account_token: AccountTokenTable;
  person: PersonTable;
  persons_list: ListTable;
  descriptors_list: ListTable;
  list_person: ListPersonTable;
  person_face: PersonFaceTable;
  descriptor: DescriptorTable;
  descriptor_vector: DescriptorVectorTable;
  list_descriptor: ListDescriptorTable;
  list_change: ListChangeTable;
  handler: HandlerTable;
  account_retention: AccountRetentionTable;
  portrait: PortraitTable;
  portrait_place: PortraitPlaceTable;
  portrait_erasure: PortraitErasureTable;
  idempotency_key: IdempotencyKeyTable;
  invitation: InvitationTable;
  person_action: PersonActionTable;
  rejected_face: RejectedFaceTable;
  rejected_person: RejectedPersonTable;
  dismissed_face: DismissedFaceTable;
  review_run: ReviewRunTable;
  review_result: ReviewResultTable;
  schema_migration: SchemaMigrationTable;
  schema_migration_step: SchemaMigrationStepTable;
}

export interface AccountTable {
  account_id: string;
  active: boolean;
  email: string;
  /** Hash with its parameters, never the password itself. */
  password: string;
  organization_name: string | null;
  create_time: Timestamp;
}

export interface AccountTokenTable {
  /** Value that the client sends (contract 10); or, where it is hashed, another id. */
  token_id: string;
  /** The same; or `sha256$…` of the value that the client sends. */
  token: string;
  account_id: string;
  token_data: string | null;
  create_time: Timestamp;
  /** JSON, `accounts/storedPermissions.ts`; null: everything. */
  permissions: string | null;
  /** From then on it opens nothing; null: it has no end. */
  expire_time: Timestamp | null;
}

export interface PersonTable {
  person_id: string;
  account_id: string;
  user_data: string | null;
  external_id: string | null;
  create_time: Timestamp;
}

/** Shape of `persons_list` and of `descriptors_list`. */
export interface ListTable {
  list_id: string;
  account_id: string;
  user_data: string | null;
  create_time: Timestamp;
  /** Grows by one with each change that a search can see; `list_change` holds the changes. */
  version: number;
  /** Chosen at random with each version: two databases that parted (a fail-over that lost commits) tell by it. */
  stamp: Generated<number>;
  /** When the version grew last, by the database's clock, UTC. */
  update_time: Timestamp;
}

export interface ListPersonTable {
  list_id: string;
  person_id: string;
  /** The person's; copied, so that a page of a large list comes out of one index without a join and a sort. */
  create_time: Timestamp;
}

export interface PersonFaceTable {
  face_id: string;
  person_id: string;
  link_time: Timestamp;
}

export interface DescriptorTable {
  descriptor_id: string;
  account_id: string;
  create_time: Timestamp;
  last_update: Timestamp;
  model_id: string;
  /** float32, little endian; or sealed (`encryption/sealedForm.ts`). */
  vector: Uint8Array;
  has_portrait: boolean;
}

export interface ListDescriptorTable {
  list_id: string;
  descriptor_id: string;
  /** The descriptor's; copied for the same reason as in `list_person`. */
  create_time: Timestamp;
  link_time: Timestamp;
}

export interface ListChangeTable {
  list_id: string;
  version: number;
  /** That of the version. */
  stamp: number;
  /** Place within the version, from 0. */
  ordinal: number;
  descriptor_id: string;
  operation: 'add' | 'remove';
}

export interface HandlerTable {
  handler_id: string;
  account_id: string;
  /** 0 extractor, 1 identify, 2 verify. */
  type: number;
  /** JSON text. */
  policies: string;
  version: number;
  create_time: Timestamp;
  last_update_time: Timestamp;
}

/** An account's own rules. NULL: the setting applies; 0: keep for ever. */
export interface AccountRetentionTable {
  account_id: string;
  descriptor_days: number | null;
  portrait_days: number | null;
}

/** Images of those who keep them in the database. */
export interface PortraitTable {
  descriptor_id: string;
  /** Of a thumbnail in pixels; 0: the portrait itself. */
  side: number;
  /** JPEG; or sealed. */
  image: Uint8Array;
  create_time: Timestamp;
}

/** Portraits whose rows are gone and whose images must go. */
export interface PortraitErasureTable {
  descriptor_id: string;
  /** NULL: noted before there was this column. */
  account_id: string | null;
  /** NULL: anybody may take it up at once. */
  note_time: Timestamp | null;
}

/** A request with an `Idempotency-Key`; what it holds can only be read with the key. */
export interface IdempotencyKeyTable {
  account_id: string;
  key_hash: string;
  fingerprint: string;
  /** The attempt that may write. */
  claim: string;
  /** By the database's clock, UTC; null: no run is at work. */
  claim_time: Timestamp | null;
  create_time: Timestamp;
  /** What its writes returned, while there is no answer. */
  steps: Uint8Array | null;
  /** Of the answer; null while there is none. */
  status: number | null;
  /** Null also when it was not kept. */
  answer: Uint8Array | null;
}

/** An invitation to register that was not used; times by the database's clock, UTC. */
export interface InvitationTable {
  invitation_id: string;
  /** SHA-256 of the code, in hex. */
  code_hash: string;
  note: string | null;
  create_time: Timestamp;
  expire_time: Timestamp;
}

/** What was done to persons and faces by people who review them, and how it is undone. */
export interface PersonActionTable {
  action_id: string;
  account_id: string;
  kind: string;
  create_time: Timestamp;
  undo_time: Timestamp | null;
  /** No key: the history names persons that are gone. */
  person_id: string | null;
  other_person_id: string | null;
  /** JSON text. */
  details: string;
}

/** A face that is known not to be the person's. */
export interface RejectedFaceTable {
  person_id: string;
  descriptor_id: string;
  create_time: Timestamp;
}

/** Two persons that are known not to be one; the lower id first. */
export interface RejectedPersonTable {
  person_id: string;
  other_id: string;
  create_time: Timestamp;
}

/** A face that is not offered for review any more. */
export interface DismissedFaceTable {
  descriptor_id: string;
  account_id: string;
  create_time: Timestamp;
}

/** The latest search for what is to be reviewed, by its kind. */
export interface ReviewRunTable {
  account_id: string;
  kind: string;
  run_id: string;
  state: string;
  start_time: Timestamp;
  end_time: Timestamp | null;
  /** When the node that is at it was heard of; by the database's clock, UTC. */
  beat_time: Timestamp;
  total: number;
  done: number;
  found: number;
  /** Least similarity, in millionths. */
  threshold: number;
}

/** Something that it found. */
export interface ReviewResultTable {
  account_id: string;
  kind: string;
  /** The first is the one to be looked at first. */
  place: number;
  result_id: string;
  /** How many faces it is about. */
  faces: number;
  /** JSON text. */
  body: string;
}

export interface SchemaMigrationTable {
  name: string;
  time: Timestamp;
}

/** Steps of the migration that is under way, where each commits by itself. */
export interface SchemaMigrationStepTable {
  migration: string;
  /** Written before the step is executed. */
  step: number;
}
