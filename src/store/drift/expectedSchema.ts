import type { SchemaDescription } from './schemaDescription.ts';

/** What the migrations make. Written by `npm run schema:write`. */
export const EXPECTED_SCHEMA: SchemaDescription = {
  account: {
    columns: {
      account_id: 'text(36) not null',
      active: 'boolean not null',
      email: 'text(256) not null',
      password: 'text(256) not null',
      organization_name: 'text(128)',
      create_time: 'timestamp(6) not null',
    },
    keys: { account_email_key: 'unique (email)', account_pk: 'primary key (account_id)' },
    indexes: {},
  },
  account_key: {
    columns: {
      account_id: 'text(36) not null',
      master_key: 'text(64) not null',
      wrapped_key: 'text(128) not null',
      create_time: 'timestamp(6) not null',
    },
    keys: { account_key_pk: 'primary key (account_id)' },
    indexes: {},
  },
  account_retention: {
    columns: { account_id: 'text(36) not null', descriptor_days: 'integer', portrait_days: 'integer' },
    keys: {
      account_retention_account_fk: 'foreign key (account_id) references account',
      account_retention_pk: 'primary key (account_id)',
    },
    indexes: {},
  },
  account_token: {
    columns: {
      token_id: 'text(36) not null',
      token: 'text(64) not null',
      account_id: 'text(36) not null',
      token_data: 'text(128)',
      create_time: 'timestamp(6) not null',
      permissions: 'document',
      expire_time: 'timestamp(6)',
    },
    keys: {
      account_token_account_fk: 'foreign key (account_id) references account',
      account_token_pk: 'primary key (token_id)',
    },
    indexes: { account_token_time_index: '(account_id, create_time)' },
  },
  audit_batch: {
    columns: {
      last_seq: 'bigint not null',
      first_seq: 'bigint not null',
      last_time: 'timestamp(6) not null',
      entries: 'document',
      hash: 'text(64) not null',
    },
    keys: { audit_batch_pk: 'primary key (last_seq)' },
    indexes: {},
  },
  audit_entry: {
    columns: {
      seq: 'bigint not null',
      entry_time: 'timestamp(6) not null',
      action: 'text(16) not null',
      operation: 'text(64) not null',
      status: 'integer not null',
      items: 'document',
      hash: 'text(64) not null',
    },
    keys: { audit_entry_pk: 'primary key (seq)' },
    indexes: {},
  },
  audit_mark: {
    columns: { name: 'text(36) not null', seq: 'bigint not null', hash: 'text(64)' },
    keys: { audit_mark_pk: 'primary key (name)' },
    indexes: {},
  },
  descriptor: {
    columns: {
      descriptor_id: 'text(36) not null',
      account_id: 'text(36) not null',
      create_time: 'timestamp(6) not null',
      last_update: 'timestamp(6) not null',
      model_id: 'text(64) not null',
      vector: 'bytes not null',
      has_portrait: 'boolean not null',
    },
    keys: {
      descriptor_account_fk: 'foreign key (account_id) references account',
      descriptor_pk: 'primary key (descriptor_id)',
    },
    indexes: {
      descriptor_model_index: '(model_id)',
      descriptor_portrait_index: '(account_id, has_portrait, create_time, descriptor_id)',
      descriptor_time_index: '(account_id, create_time, descriptor_id)',
    },
  },
  descriptor_vector: {
    columns: {
      descriptor_id: 'text(36) not null',
      model_id: 'text(64) not null',
      in_use: 'boolean not null',
      vector: 'bytes not null',
    },
    keys: {
      descriptor_vector_owner_fk: 'foreign key (descriptor_id) references descriptor on delete cascade',
      descriptor_vector_pk: 'primary key (descriptor_id, model_id)',
    },
    indexes: { descriptor_vector_model_index: '(model_id, in_use, descriptor_id)' },
  },
  descriptors_list: {
    columns: {
      list_id: 'text(36) not null',
      account_id: 'text(36) not null',
      user_data: 'text(128)',
      create_time: 'timestamp(6) not null',
      version: 'bigint not null',
      update_time: 'timestamp(6) not null',
      stamp: 'bigint not null',
    },
    keys: {
      descriptors_list_account_fk: 'foreign key (account_id) references account',
      descriptors_list_pk: 'primary key (list_id)',
    },
    indexes: { create_descr_list_time_index: '(account_id, create_time)' },
  },
  dismissed_face: {
    columns: {
      descriptor_id: 'text(36) not null',
      account_id: 'text(36) not null',
      create_time: 'timestamp(6) not null',
    },
    keys: {
      dismissed_face_account_fk: 'foreign key (account_id) references account on delete cascade',
      dismissed_face_pk: 'primary key (descriptor_id)',
    },
    indexes: { dismissed_face_account_index: '(account_id)' },
  },
  encryption_state: {
    columns: { state_id: 'integer not null', mode: 'text(8) not null' },
    keys: { encryption_state_pk: 'primary key (state_id)' },
    indexes: {},
  },
  handler: {
    columns: {
      handler_id: 'text(36) not null',
      account_id: 'text(36) not null',
      type: 'integer not null',
      policies: 'document not null',
      version: 'integer not null',
      create_time: 'timestamp(6) not null',
      last_update_time: 'timestamp(6) not null',
    },
    keys: {
      handler_account_fk: 'foreign key (account_id) references account',
      handler_account_type_key: 'unique (account_id, type)',
      handler_pk: 'primary key (handler_id)',
    },
    indexes: {},
  },
  idempotency_key: {
    columns: {
      account_id: 'text(36) not null',
      key_hash: 'text(64) not null',
      fingerprint: 'text(64) not null',
      claim: 'text(36) not null',
      claim_time: 'timestamp(6)',
      create_time: 'timestamp(6) not null',
      steps: 'bytes',
      status: 'integer',
      answer: 'bytes',
    },
    keys: {
      idempotency_key_account_fk: 'foreign key (account_id) references account',
      idempotency_key_pk: 'primary key (account_id, key_hash)',
    },
    indexes: { idempotency_key_time_index: '(create_time)' },
  },
  invitation: {
    columns: {
      invitation_id: 'text(36) not null',
      code_hash: 'text(64) not null',
      note: 'text(128)',
      create_time: 'timestamp(6) not null',
      expire_time: 'timestamp(6) not null',
    },
    keys: { invitation_code_key: 'unique (code_hash)', invitation_pk: 'primary key (invitation_id)' },
    indexes: {},
  },
  list_change: {
    columns: {
      list_id: 'text(36) not null',
      version: 'bigint not null',
      ordinal: 'integer not null',
      descriptor_id: 'text(36) not null',
      operation: 'text(6) not null',
      stamp: 'bigint not null',
    },
    keys: { list_change_pk: 'primary key (list_id, version, ordinal)' },
    indexes: {},
  },
  list_descriptor: {
    columns: {
      list_id: 'text(36) not null',
      descriptor_id: 'text(36) not null',
      create_time: 'timestamp(6) not null',
      link_time: 'timestamp(6) not null',
    },
    keys: {
      list_descriptor_descriptor_fk: 'foreign key (descriptor_id) references descriptor',
      list_descriptor_list_fk: 'foreign key (list_id) references descriptors_list on delete cascade',
      list_descriptor_pk: 'primary key (list_id, descriptor_id)',
    },
    indexes: {
      list_descriptor_descr_index: '(descriptor_id)',
      list_descriptor_time_index: '(list_id, create_time, descriptor_id)',
    },
  },
  list_person: {
    columns: { list_id: 'text(36) not null', person_id: 'text(36) not null', create_time: 'timestamp(6) not null' },
    keys: {
      list_person_list_fk: 'foreign key (list_id) references persons_list on delete cascade',
      list_person_person_fk: 'foreign key (person_id) references person on delete cascade',
      list_person_pk: 'primary key (list_id, person_id)',
    },
    indexes: { list_person_person_index: '(person_id)', list_person_time_index: '(list_id, create_time, person_id)' },
  },
  person: {
    columns: {
      person_id: 'text(36) not null',
      account_id: 'text(36) not null',
      user_data: 'text(128)',
      external_id: 'text(36)',
      create_time: 'timestamp(6) not null',
    },
    keys: { person_account_fk: 'foreign key (account_id) references account', person_pk: 'primary key (person_id)' },
    indexes: {
      person_external_id_index: '(account_id, external_id)',
      person_time_index: '(account_id, create_time, person_id)',
    },
  },
  person_action: {
    columns: {
      action_id: 'text(36) not null',
      account_id: 'text(36) not null',
      kind: 'text(16) not null',
      create_time: 'timestamp(6) not null',
      undo_time: 'timestamp(6)',
      person_id: 'text(36)',
      other_person_id: 'text(36)',
      details: 'document not null',
    },
    keys: {
      person_action_account_fk: 'foreign key (account_id) references account on delete cascade',
      person_action_pk: 'primary key (action_id)',
    },
    indexes: {
      person_action_other_index: '(other_person_id)',
      person_action_person_index: '(person_id)',
      person_action_time_index: '(account_id, create_time, action_id)',
    },
  },
  person_face: {
    columns: { face_id: 'text(36) not null', person_id: 'text(36) not null', link_time: 'timestamp(6) not null' },
    keys: {
      person_face_face_fk: 'foreign key (face_id) references descriptor',
      person_face_person_fk: 'foreign key (person_id) references person on delete cascade',
      person_face_pk: 'primary key (face_id)',
    },
    indexes: { person_face_person_index: '(person_id, link_time)' },
  },
  persons_list: {
    columns: {
      list_id: 'text(36) not null',
      account_id: 'text(36) not null',
      user_data: 'text(128)',
      create_time: 'timestamp(6) not null',
      version: 'bigint not null',
      update_time: 'timestamp(6) not null',
      stamp: 'bigint not null',
    },
    keys: {
      persons_list_account_fk: 'foreign key (account_id) references account',
      persons_list_pk: 'primary key (list_id)',
    },
    indexes: { create_persons_list_time_index: '(account_id, create_time)' },
  },
  portrait: {
    columns: {
      descriptor_id: 'text(36) not null',
      side: 'integer not null',
      image: 'bytes not null',
      create_time: 'timestamp(6) not null',
    },
    keys: { portrait_pk: 'primary key (descriptor_id, side)' },
    indexes: {},
  },
  portrait_erasure: {
    columns: { descriptor_id: 'text(36) not null', account_id: 'text(36)', note_time: 'timestamp(6)' },
    keys: { portrait_erasure_pk: 'primary key (descriptor_id)' },
    indexes: {},
  },
  portrait_place: {
    columns: {
      place_id: 'integer not null',
      kind: 'text(8) not null',
      folder_id: 'text(36)',
      moving_from: 'text(8)',
      bucket_id: 'text(36)',
    },
    keys: { portrait_place_pk: 'primary key (place_id)' },
    indexes: {},
  },
  rejected_face: {
    columns: {
      person_id: 'text(36) not null',
      descriptor_id: 'text(36) not null',
      create_time: 'timestamp(6) not null',
    },
    keys: {
      rejected_face_person_fk: 'foreign key (person_id) references person on delete cascade',
      rejected_face_pk: 'primary key (person_id, descriptor_id)',
    },
    indexes: {},
  },
  rejected_person: {
    columns: { person_id: 'text(36) not null', other_id: 'text(36) not null', create_time: 'timestamp(6) not null' },
    keys: {
      rejected_person_other_fk: 'foreign key (other_id) references person on delete cascade',
      rejected_person_person_fk: 'foreign key (person_id) references person on delete cascade',
      rejected_person_pk: 'primary key (person_id, other_id)',
    },
    indexes: { rejected_person_other_index: '(other_id)' },
  },
  review_result: {
    columns: {
      account_id: 'text(36) not null',
      kind: 'text(16) not null',
      place: 'integer not null',
      result_id: 'text(36) not null',
      faces: 'integer not null',
      body: 'document not null',
    },
    keys: {
      review_result_account_fk: 'foreign key (account_id) references account on delete cascade',
      review_result_id_key: 'unique (result_id)',
      review_result_pk: 'primary key (account_id, kind, place)',
    },
    indexes: {},
  },
  review_run: {
    columns: {
      account_id: 'text(36) not null',
      kind: 'text(16) not null',
      run_id: 'text(36) not null',
      state: 'text(16) not null',
      start_time: 'timestamp(6) not null',
      end_time: 'timestamp(6)',
      beat_time: 'timestamp(6) not null',
      total: 'integer not null',
      done: 'integer not null',
      found: 'integer not null',
      threshold: 'integer not null',
    },
    keys: {
      review_run_account_fk: 'foreign key (account_id) references account on delete cascade',
      review_run_pk: 'primary key (account_id, kind)',
    },
    indexes: {},
  },
  schema_migration: {
    columns: { name: 'text(64) not null', time: 'timestamp(6) not null' },
    keys: { schema_migration_pk: 'primary key (name)' },
    indexes: {},
  },
};
