-- migrate: 0001_initial_schema

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"
begin;
select pg_advisory_xact_lock(5140418);

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"
create table "schema_migration" ("name" varchar(64) not null, "time" timestamp(6) not null, constraint "schema_migration_pk" primary key ("name"));
create table "account" ("account_id" varchar(36) not null, "active" boolean not null, "email" varchar(256) not null, "password" varchar(256) not null, "organization_name" varchar(128), "create_time" timestamp(6) not null, constraint "account_pk" primary key ("account_id"), constraint "account_email_key" unique ("email"));
create table "account_token" ("token_id" varchar(36) not null, "token" varchar(64) not null, "account_id" varchar(36) not null, "token_data" varchar(128), "create_time" timestamp(6) not null, constraint "account_token_pk" primary key ("token_id"), constraint "account_token_account_fk" foreign key ("account_id") references "account" ("account_id"));
create index "account_token_time_index" on "account_token" ("account_id", "create_time");
create table "person" ("person_id" varchar(36) not null, "account_id" varchar(36) not null, "user_data" varchar(128), "external_id" varchar(36), "create_time" timestamp(6) not null, constraint "person_pk" primary key ("person_id"), constraint "person_account_fk" foreign key ("account_id") references "account" ("account_id"));
create index "person_time_index" on "person" ("account_id", "create_time", "person_id");
create index "person_external_id_index" on "person" ("account_id", "external_id");
create table "descriptor" ("descriptor_id" varchar(36) not null, "account_id" varchar(36) not null, "create_time" timestamp(6) not null, "last_update" timestamp(6) not null, "model_id" varchar(64) not null, "vector" bytea not null, "has_portrait" boolean not null, constraint "descriptor_pk" primary key ("descriptor_id"), constraint "descriptor_account_fk" foreign key ("account_id") references "account" ("account_id"));
create index "descriptor_time_index" on "descriptor" ("account_id", "create_time", "descriptor_id");
create table "persons_list" ("list_id" varchar(36) not null, "account_id" varchar(36) not null, "user_data" varchar(128), "create_time" timestamp(6) not null, "version" bigint not null, "update_time" timestamp(6) not null, constraint "persons_list_pk" primary key ("list_id"), constraint "persons_list_account_fk" foreign key ("account_id") references "account" ("account_id"));
create index "create_persons_list_time_index" on "persons_list" ("account_id", "create_time");
create table "descriptors_list" ("list_id" varchar(36) not null, "account_id" varchar(36) not null, "user_data" varchar(128), "create_time" timestamp(6) not null, "version" bigint not null, "update_time" timestamp(6) not null, constraint "descriptors_list_pk" primary key ("list_id"), constraint "descriptors_list_account_fk" foreign key ("account_id") references "account" ("account_id"));
create index "create_descr_list_time_index" on "descriptors_list" ("account_id", "create_time");
create table "list_change" ("list_id" varchar(36) not null, "version" bigint not null, "ordinal" integer not null, "descriptor_id" varchar(36) not null, "operation" varchar(6) not null, constraint "list_change_pk" primary key ("list_id", "version", "ordinal"));
create table "person_face" ("face_id" varchar(36) not null, "person_id" varchar(36) not null, "link_time" timestamp(6) not null, constraint "person_face_pk" primary key ("face_id"), constraint "person_face_face_fk" foreign key ("face_id") references "descriptor" ("descriptor_id"), constraint "person_face_person_fk" foreign key ("person_id") references "person" ("person_id") on delete cascade);
create index "person_face_person_index" on "person_face" ("person_id", "link_time");
create table "list_person" ("list_id" varchar(36) not null, "person_id" varchar(36) not null, "create_time" timestamp(6) not null, constraint "list_person_pk" primary key ("list_id", "person_id"), constraint "list_person_list_fk" foreign key ("list_id") references "persons_list" ("list_id") on delete cascade, constraint "list_person_person_fk" foreign key ("person_id") references "person" ("person_id") on delete cascade);
create index "list_person_person_index" on "list_person" ("person_id");
create index "list_person_time_index" on "list_person" ("list_id", "create_time", "person_id");
create table "list_descriptor" ("list_id" varchar(36) not null, "descriptor_id" varchar(36) not null, "create_time" timestamp(6) not null, "link_time" timestamp(6) not null, constraint "list_descriptor_pk" primary key ("list_id", "descriptor_id"), constraint "list_descriptor_list_fk" foreign key ("list_id") references "descriptors_list" ("list_id") on delete cascade, constraint "list_descriptor_descriptor_fk" foreign key ("descriptor_id") references "descriptor" ("descriptor_id"));
create index "list_descriptor_descr_index" on "list_descriptor" ("descriptor_id");
create index "list_descriptor_time_index" on "list_descriptor" ("list_id", "create_time", "descriptor_id");
create table "handler" ("handler_id" varchar(36) not null, "account_id" varchar(36) not null, "type" integer not null, "policies" text not null, "version" integer not null, "create_time" timestamp(6) not null, "last_update_time" timestamp(6) not null, constraint "handler_pk" primary key ("handler_id"), constraint "handler_account_type_key" unique ("account_id", "type"), constraint "handler_account_fk" foreign key ("account_id") references "account" ("account_id"));
insert into "schema_migration" ("name", "time")
  values ($1, (now() at time zone 'utc'));
-- "0001_initial_schema"
commit;

-- migrate: 0002_list_stamps

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"
begin;
select pg_advisory_xact_lock(5140418);

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"
create table "schema_migration" ("name" varchar(64) not null, "time" timestamp(6) not null, constraint "schema_migration_pk" primary key ("name"));
alter table "persons_list" add column "stamp" bigint default 0 not null;
alter table "descriptors_list" add column "stamp" bigint default 0 not null;
alter table "list_change" add column "stamp" bigint default 0 not null;
insert into "schema_migration" ("name", "time")
  values ($1, (now() at time zone 'utc'));
-- "0002_list_stamps"
commit;

-- migrate: 0003_retention

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"
begin;
select pg_advisory_xact_lock(5140418);

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"
create table "schema_migration" ("name" varchar(64) not null, "time" timestamp(6) not null, constraint "schema_migration_pk" primary key ("name"));
create table "account_retention" ("account_id" varchar(36) not null, "descriptor_days" integer, "portrait_days" integer, constraint "account_retention_pk" primary key ("account_id"), constraint "account_retention_account_fk" foreign key ("account_id") references "account" ("account_id"));
create table "portrait_erasure" ("descriptor_id" varchar(36) not null, constraint "portrait_erasure_pk" primary key ("descriptor_id"));
create index "descriptor_portrait_index" on "descriptor" ("account_id", "has_portrait", "create_time", "descriptor_id");
insert into "schema_migration" ("name", "time")
  values ($1, (now() at time zone 'utc'));
-- "0003_retention"
commit;

-- migrate: 0005_portraits

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"
begin;
select pg_advisory_xact_lock(5140418);

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"
create table "schema_migration" ("name" varchar(64) not null, "time" timestamp(6) not null, constraint "schema_migration_pk" primary key ("name"));
create table "portrait" ("descriptor_id" varchar(36) not null, "side" integer not null, "image" bytea not null, "create_time" timestamp(6) not null, constraint "portrait_pk" primary key ("descriptor_id", "side"));
create table "portrait_place" ("place_id" integer not null, "kind" varchar(8) not null, "folder_id" varchar(36), "moving_from" varchar(8), constraint "portrait_place_pk" primary key ("place_id"));
alter table "portrait_erasure" add column "account_id" varchar(36);
alter table "portrait_erasure" add column "note_time" timestamp(6);
insert into "schema_migration" ("name", "time")
  values ($1, (now() at time zone 'utc'));
-- "0005_portraits"
commit;

-- migrate: 0006_idempotency_keys

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"
begin;
select pg_advisory_xact_lock(5140418);

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"
create table "schema_migration" ("name" varchar(64) not null, "time" timestamp(6) not null, constraint "schema_migration_pk" primary key ("name"));
create table "idempotency_key" ("account_id" varchar(36) not null, "key_hash" varchar(64) not null, "fingerprint" varchar(64) not null, "claim" varchar(36) not null, "claim_time" timestamp(6), "create_time" timestamp(6) not null, "steps" bytea, "status" integer, "answer" bytea, constraint "idempotency_key_pk" primary key ("account_id", "key_hash"), constraint "idempotency_key_account_fk" foreign key ("account_id") references "account" ("account_id"));
create index "idempotency_key_time_index" on "idempotency_key" ("create_time");
insert into "schema_migration" ("name", "time")
  values ($1, (now() at time zone 'utc'));
-- "0006_idempotency_keys"
commit;

-- migrate: 0007_invitations

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"
begin;
select pg_advisory_xact_lock(5140418);

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"
create table "schema_migration" ("name" varchar(64) not null, "time" timestamp(6) not null, constraint "schema_migration_pk" primary key ("name"));
create table "invitation" ("invitation_id" varchar(36) not null, "code_hash" varchar(64) not null, "note" varchar(128), "create_time" timestamp(6) not null, "expire_time" timestamp(6) not null, constraint "invitation_pk" primary key ("invitation_id"), constraint "invitation_code_key" unique ("code_hash"));
insert into "schema_migration" ("name", "time")
  values ($1, (now() at time zone 'utc'));
-- "0007_invitations"
commit;

-- migrate: 0008_descriptor_models

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"
begin;
select pg_advisory_xact_lock(5140418);

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"
create table "schema_migration" ("name" varchar(64) not null, "time" timestamp(6) not null, constraint "schema_migration_pk" primary key ("name"));
create index "descriptor_model_index" on "descriptor" ("model_id");
insert into "schema_migration" ("name", "time")
  values ($1, (now() at time zone 'utc'));
-- "0008_descriptor_models"
commit;

-- migrate: 0009_audit_log

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"
begin;
select pg_advisory_xact_lock(5140418);

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"
create table "schema_migration" ("name" varchar(64) not null, "time" timestamp(6) not null, constraint "schema_migration_pk" primary key ("name"));
create table "audit_entry" ("seq" bigint not null, "entry_time" timestamp(6) not null, "action" varchar(16) not null, "operation" varchar(64) not null, "status" integer not null, "items" text, "hash" varchar(64) not null, constraint "audit_entry_pk" primary key ("seq"));
create table "audit_mark" ("name" varchar(36) not null, "seq" bigint not null, "hash" varchar(64), constraint "audit_mark_pk" primary key ("name"));
insert into "schema_migration" ("name", "time")
  values ($1, (now() at time zone 'utc'));
-- "0009_audit_log"
commit;

-- migrate: 0010_review

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"
begin;
select pg_advisory_xact_lock(5140418);

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"
create table "schema_migration" ("name" varchar(64) not null, "time" timestamp(6) not null, constraint "schema_migration_pk" primary key ("name"));
create table "person_action" ("action_id" varchar(36) not null, "account_id" varchar(36) not null, "kind" varchar(16) not null, "create_time" timestamp(6) not null, "undo_time" timestamp(6), "person_id" varchar(36), "other_person_id" varchar(36), "details" text not null, constraint "person_action_pk" primary key ("action_id"), constraint "person_action_account_fk" foreign key ("account_id") references "account" ("account_id") on delete cascade);
create index "person_action_time_index" on "person_action" ("account_id", "create_time", "action_id");
create index "person_action_person_index" on "person_action" ("person_id");
create index "person_action_other_index" on "person_action" ("other_person_id");
create table "rejected_face" ("person_id" varchar(36) not null, "descriptor_id" varchar(36) not null, "create_time" timestamp(6) not null, constraint "rejected_face_pk" primary key ("person_id", "descriptor_id"), constraint "rejected_face_person_fk" foreign key ("person_id") references "person" ("person_id") on delete cascade);
create table "rejected_person" ("person_id" varchar(36) not null, "other_id" varchar(36) not null, "create_time" timestamp(6) not null, constraint "rejected_person_pk" primary key ("person_id", "other_id"), constraint "rejected_person_person_fk" foreign key ("person_id") references "person" ("person_id") on delete cascade, constraint "rejected_person_other_fk" foreign key ("other_id") references "person" ("person_id") on delete cascade);
create index "rejected_person_other_index" on "rejected_person" ("other_id");
create table "dismissed_face" ("descriptor_id" varchar(36) not null, "account_id" varchar(36) not null, "create_time" timestamp(6) not null, constraint "dismissed_face_pk" primary key ("descriptor_id"), constraint "dismissed_face_account_fk" foreign key ("account_id") references "account" ("account_id") on delete cascade);
create index "dismissed_face_account_index" on "dismissed_face" ("account_id");
create table "review_run" ("account_id" varchar(36) not null, "kind" varchar(16) not null, "run_id" varchar(36) not null, "state" varchar(16) not null, "start_time" timestamp(6) not null, "end_time" timestamp(6), "beat_time" timestamp(6) not null, "total" integer not null, "done" integer not null, "found" integer not null, "threshold" integer not null, constraint "review_run_pk" primary key ("account_id", "kind"), constraint "review_run_account_fk" foreign key ("account_id") references "account" ("account_id") on delete cascade);
create table "review_result" ("account_id" varchar(36) not null, "kind" varchar(16) not null, "place" integer not null, "result_id" varchar(36) not null, "faces" integer not null, "body" text not null, constraint "review_result_pk" primary key ("account_id", "kind", "place"), constraint "review_result_id_key" unique ("result_id"), constraint "review_result_account_fk" foreign key ("account_id") references "account" ("account_id") on delete cascade);
insert into "schema_migration" ("name", "time")
  values ($1, (now() at time zone 'utc'));
-- "0010_review"
commit;

-- migrate: 0011_model_vectors

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"
begin;
select pg_advisory_xact_lock(5140418);

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"
create table "schema_migration" ("name" varchar(64) not null, "time" timestamp(6) not null, constraint "schema_migration_pk" primary key ("name"));
create table "descriptor_vector" ("descriptor_id" varchar(36) not null, "model_id" varchar(64) not null, "in_use" boolean not null, "vector" bytea not null, constraint "descriptor_vector_pk" primary key ("descriptor_id", "model_id"), constraint "descriptor_vector_owner_fk" foreign key ("descriptor_id") references "descriptor" ("descriptor_id") on delete cascade);
create index "descriptor_vector_model_index" on "descriptor_vector" ("model_id", "in_use", "descriptor_id");
insert into "schema_migration" ("name", "time")
  values ($1, (now() at time zone 'utc'));
-- "0011_model_vectors"
commit;

-- migrate: 0012_encryption

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"
begin;
select pg_advisory_xact_lock(5140418);

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"
create table "schema_migration" ("name" varchar(64) not null, "time" timestamp(6) not null, constraint "schema_migration_pk" primary key ("name"));
create table "account_key" ("account_id" varchar(36) not null, "master_key" varchar(64) not null, "wrapped_key" varchar(128) not null, "create_time" timestamp(6) not null, constraint "account_key_pk" primary key ("account_id"));
create table "encryption_state" ("state_id" integer not null, "mode" varchar(8) not null, constraint "encryption_state_pk" primary key ("state_id"));
insert into "schema_migration" ("name", "time")
  values ($1, (now() at time zone 'utc'));
-- "0012_encryption"
commit;

-- migrate: 0013_portrait_bucket

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"
begin;
select pg_advisory_xact_lock(5140418);

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"
create table "schema_migration" ("name" varchar(64) not null, "time" timestamp(6) not null, constraint "schema_migration_pk" primary key ("name"));
alter table "portrait_place" add column "bucket_id" varchar(36);
insert into "schema_migration" ("name", "time")
  values ($1, (now() at time zone 'utc'));
-- "0013_portrait_bucket"
commit;

-- migrate: 0014_token_permissions

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"
begin;
select pg_advisory_xact_lock(5140418);

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"
create table "schema_migration" ("name" varchar(64) not null, "time" timestamp(6) not null, constraint "schema_migration_pk" primary key ("name"));
alter table "account_token" add column "permissions" text;
alter table "account_token" add column "expire_time" timestamp(6);
insert into "schema_migration" ("name", "time")
  values ($1, (now() at time zone 'utc'));
-- "0014_token_permissions"
commit;

-- migrate: 0015_audit_batches

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"
begin;
select pg_advisory_xact_lock(5140418);

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"

    select 1 as found
  from pg_class
   
  where relname = $1 and relkind = 'r' and relnamespace = current_schema()::regnamespace;
-- "schema_migration"
create table "schema_migration" ("name" varchar(64) not null, "time" timestamp(6) not null, constraint "schema_migration_pk" primary key ("name"));
create table "audit_batch" ("last_seq" bigint not null, "first_seq" bigint not null, "last_time" timestamp(6) not null, "entries" text, "hash" varchar(64) not null, constraint "audit_batch_pk" primary key ("last_seq"));
alter table "audit_batch" alter column "entries" set storage external;
insert into "schema_migration" ("name", "time")
  values ($1, (now() at time zone 'utc'));
-- "0015_audit_batches"
commit;

-- drift

    select t.relname as table_name, a.attname as column_name, format_type(a.atttypid, a.atttypmod) as data_type,
      case when a.attnotnull then 0 else 1 end as nullable,
      case when a.atthasdef or a.attidentity <> '' then 1 else 0 end as filled
   
  from pg_attribute a join pg_class t on t.oid = a.attrelid
   
  where t.relnamespace = (select oid
  from pg_namespace
  where nspname = current_schema()) and t.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
   
  order by t.relname, a.attnum;

    select t.relname as table_name, k.conname as key_name, case k.contype when 'f' then 'R' else upper(k.contype::text) end as kind,
      a.attname as column_name, r.relname as target, case when k.confdeltype = 'c' then 1 else 0 end as cascades
   
  from pg_constraint k join pg_class t on t.oid = k.conrelid
  left join pg_class r on r.oid = k.confrelid
    cross join lateral unnest(k.conkey) with ordinality as part(number, place)
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = part.number
   
  where t.relnamespace = (select oid
  from pg_namespace
  where nspname = current_schema()) and k.contype in ('p', 'u', 'f')
   
  order by t.relname, k.conname, part.place;

    select t.relname as table_name, i.relname as index_name, pg_get_indexdef(x.indexrelid, part.place::int, true) as column_name,
      case when x.indisunique then 1 else 0 end as is_unique
   
  from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
    cross join lateral generate_series(1, x.indnkeyatts) as part(place)
   
  where t.relnamespace = (select oid
  from pg_namespace
  where nspname = current_schema()) and x.indisvalid and x.indpred is null
   
  order by t.relname, i.relname, part.place;

-- encoding
select current_setting('server_encoding') as encoding;

-- ping
select 1;

-- notify
select pg_notify($1, "hint"."text") as "told"
  from unnest($2::text[]) as hint(text);
-- "luna_backport3_lists", ["list-1","list-2"]

-- accounts.create
insert into "account" ("account_id", "active", "email", "password", "organization_name", "create_time")
  values ($1, $2, $3, $4, $5, $6);
-- "account-1", true, "a@example.org", "hash", "", "2018-05-10T12:41:25.813001Z"

-- accounts.findByEmail
select "account"."account_id", "account"."email", "account"."organization_name", "account"."password", "account"."active", "account"."create_time"
  from "account"
  where "email" = $1;
-- "a@example.org"

-- accounts.find
select "account"."account_id", "account"."email", "account"."organization_name", "account"."password", "account"."active", "account"."create_time"
  from "account"
  where "account_id" = $1;
-- "account-1"

-- accounts.page: all
select "account"."account_id", "account"."email", "account"."organization_name", "account"."password", "account"."active", "account"."create_time"
  from "account"
  order by "account"."create_time" desc, "account"."account_id" desc
  limit $1
  offset $2;
-- 10, 10
select count(*) as "count"
  from "account";

-- accounts.page: some
select "account"."account_id", "account"."email", "account"."organization_name", "account"."password", "account"."active", "account"."create_time"
  from "account"
  where "account"."email" like $1 escape '!'
  order by "account"."create_time" desc, "account"."account_id" desc
  limit $2
  offset $3;
-- "%example%", 10, 10
select count(*) as "count"
  from "account"
  where "account"."email" like $1 escape '!';
-- "%example%"

-- accounts.idsAfter: from the first
select "account_id"
  from "account"
  order by "account_id"
  limit $1;
-- 100

-- accounts.idsAfter: behind one
select "account_id"
  from "account"
  where "account_id" > $1
  order by "account_id"
  limit $2;
-- "account-1", 100

-- accounts.setOrganizationName
update "account" set "organization_name" = $1
  where "account_id" = $2;
-- "Doors", "account-1"

-- accounts.setPasswordHash
update "account" set "password" = $1
  where "account_id" = $2;
-- "hash", "account-1"

-- accounts.replacePasswordHash
update "account" set "password" = $1
  where "account_id" = $2 and "password" = $3;
-- "other", "account-1", "hash"

-- accounts.setActive
update "account" set "active" = $1
  where "account_id" = $2;
-- false, "account-1"

-- accounts.countObjects
select count(*) as "count"
  from "person_face"
  inner join "person" on "person"."person_id" = "person_face"."person_id"
  where "person"."account_id" = $1;
-- "account-1"
select count(*) as "count"
  from "person"
  where "account_id" = $1;
-- "account-1"
select count(*) as "count"
  from "descriptor"
  where "account_id" = $1;
-- "account-1"

-- tokens.create
insert into "account_token" ("token_id", "token", "account_id", "token_data", "create_time", "permissions", "expire_time")
  values ($1, $2, $3, $4, $5, $6, $7);
-- "token-1", "token-1", "account-1", "door", "2018-05-10T12:41:25.813001Z", null, null

-- tokens.withAccounts
select "account_token"."token_id", "account_token"."token", "account_token"."token_data", "account"."account_id", "account"."email", "account"."organization_name", "account"."password", "account"."active", "account"."create_time", "account_token"."permissions", "account_token"."expire_time"
  from "account_token"
  inner join "account" on "account"."account_id" = "account_token"."account_id"
  where "account_token"."token_id" in ($1, $2);
-- "token-1", "token-2"

-- tokens.find
select "token_id", "token_data", "permissions", "expire_time"
  from "account_token"
  where "token_id" in ($1) and "account_id" = $2;
-- "token-1", "account-1"

-- tokens.page
select "token_id", "token_data", "permissions", "expire_time"
  from "account_token"
  where "account_id" = $1
  order by "create_time" desc, "token_id" desc
  limit $2
  offset $3;
-- "account-1", 10, 10
select count(*) as "count"
  from "account_token"
  where "account_id" = $1;
-- "account-1"

-- tokens.setData
update "account_token" set "token_data" = $1
  where "token_id" in ($2) and "account_id" = $3;
-- "gate", "token-1", "account-1"

-- tokens.setPermissions
update "account_token" set "permissions" = $1, "expire_time" = $2
  where "token_id" in ($3) and "account_id" = $4;
-- "{\"access\":\"match\",\"lists\":[\"list-1\"]}", "2018-05-10T12:41:25.813001Z", "token-1", "account-1"

-- tokens.delete
begin;
select "token_id"
  from "account_token"
  where "account_id" = $1 and "token_id" in ($2)
  order by "token_id" for update;
-- "account-1", "token-1"
commit;

-- tokens.notBeginning
select "token_id", "token"
  from "account_token"
  where "token" not like $1
  order by "token_id"
  limit $2;
-- "sha256$%", 100

-- tokens.replace
update "account_token" set "token_id" = $1, "token" = $2
  where "token_id" = $3;
-- "token-1", "sha256$x", "token-1"

-- invitations.create
insert into "invitation" ("invitation_id", "code_hash", "note", "create_time", "expire_time")
  values ($1, $2, $3, $4, $5);
-- "invitation-1", "hash", "Jane", "2018-05-10T12:41:25.813001Z", "2018-05-10T12:41:25.813001Z"

-- invitations.page
select "invitation_id", "note", "create_time", "expire_time"
  from "invitation"
  where "expire_time" > (now() at time zone 'utc')
  order by "create_time" desc, "invitation_id" desc
  limit $1
  offset $2;
-- 10, 10
select count(*) as "count"
  from "invitation"
  where "expire_time" > (now() at time zone 'utc');

-- invitations.find
select "invitation_id"
  from "invitation"
  where "expire_time" > (now() at time zone 'utc') and "code_hash" = $1;
-- "hash"

-- invitations.take
delete from "invitation"
  where "code_hash" = $1 and "expire_time" > (now() at time zone 'utc');
-- "hash"

-- invitations.delete
delete from "invitation"
  where "invitation_id" = $1;
-- "invitation-1"

-- invitations.sweep
delete from "invitation"
  where "expire_time" <= (now() at time zone 'utc');

-- persons.create
insert into "person" ("person_id", "account_id", "user_data", "external_id", "create_time")
  values ($1, $2, $3, $4, $5);
-- "person-1", "account-1", "x", null, "2018-05-10T12:41:25.813001Z"

-- persons.find
select "p"."person_id", "p"."account_id", "p"."user_data", "p"."external_id", "p"."create_time", (select string_agg("face_id", ','
  order by "link_time", "face_id") as "joined"
  from "person_face"
  where "person_face"."person_id" = "p"."person_id") as "descriptors", (select string_agg("list_id", ','
  order by "list_id") as "joined"
  from "list_person"
  where "list_person"."person_id" = "p"."person_id") as "lists"
  from (select *
  from "person"
  where "person_id" in ($1)) as "p";
-- "person-1"

-- persons.page: everybody
select "p"."person_id", "p"."account_id", "p"."user_data", "p"."external_id", "p"."create_time", (select string_agg("face_id", ','
  order by "link_time", "face_id") as "joined"
  from "person_face"
  where "person_face"."person_id" = "p"."person_id") as "descriptors", (select string_agg("list_id", ','
  order by "list_id") as "joined"
  from "list_person"
  where "list_person"."person_id" = "p"."person_id") as "lists"
  from (select "person".*
  from "person"
  where "person"."account_id" = $1
  order by "person"."create_time" desc, "person"."person_id" desc
  limit $2
  offset $3) as "p"
  order by "p"."create_time" desc, "p"."person_id" desc;
-- "account-1", 10, 10
select count(*) as "count"
  from "person"
  where "person"."account_id" = $1;
-- "account-1"

-- persons.page: filtered
select "p"."person_id", "p"."account_id", "p"."user_data", "p"."external_id", "p"."create_time", (select string_agg("face_id", ','
  order by "link_time", "face_id") as "joined"
  from "person_face"
  where "person_face"."person_id" = "p"."person_id") as "descriptors", (select string_agg("list_id", ','
  order by "list_id") as "joined"
  from "list_person"
  where "list_person"."person_id" = "p"."person_id") as "lists"
  from (select "person".*
  from "person"
  where "person"."account_id" = $1 and "person"."user_data" like $2 escape '!' and "person"."external_id" = $3
  order by "person"."create_time" desc, "person"."person_id" desc
  limit $4
  offset $5) as "p"
  order by "p"."create_time" desc, "p"."person_id" desc;
-- "account-1", "%5!%!_!!%", "x", 10, 10
select count(*) as "count"
  from "person"
  where "person"."account_id" = $1 and "person"."user_data" like $2 escape '!' and "person"."external_id" = $3;
-- "account-1", "%5!%!_!!%", "x"

-- persons.page: without external id
select "p"."person_id", "p"."account_id", "p"."user_data", "p"."external_id", "p"."create_time", (select string_agg("face_id", ','
  order by "link_time", "face_id") as "joined"
  from "person_face"
  where "person_face"."person_id" = "p"."person_id") as "descriptors", (select string_agg("list_id", ','
  order by "list_id") as "joined"
  from "list_person"
  where "list_person"."person_id" = "p"."person_id") as "lists"
  from (select "person".*
  from "person"
  where "person"."account_id" = $1 and "person"."external_id" is null
  order by "person"."create_time" desc, "person"."person_id" desc
  limit $2
  offset $3) as "p"
  order by "p"."create_time" desc, "p"."person_id" desc;
-- "account-1", 10, 10
select count(*) as "count"
  from "person"
  where "person"."account_id" = $1 and "person"."external_id" is null;
-- "account-1"

-- persons.update: both members
update "person" set "user_data" = $1, "external_id" = $2
  where "person_id" = $3 and "account_id" = $4;
-- "y", null, "person-1", "account-1"

-- persons.update: no member
select "person_id", "account_id", "user_data", "external_id"
  from "person"
  where "person_id" in ($1);
-- "person-1"

-- persons.lock
select "person_id"
  from "person"
  where "account_id" = $1 and "person_id" in ($2, $3, $4, $5)
  order by "person_id" for update;
-- "account-1", "person-1", "person-2", "person-3", "person-3"

-- persons.delete
delete from "person"
  where "person_id" = $1 and "account_id" = $2;
-- "person-1", "account-1"

-- persons.existing
select "person_id", "account_id", "user_data", "external_id"
  from "person"
  where "person_id" in ($1, $2, $3, $4);
-- "person-1", "person-2", "person-3", "person-3"

-- persons.summaries
select "person_id", "account_id", "user_data", "external_id"
  from "person"
  where "person_id" in ($1, $2, $3, $4);
-- "person-1", "person-2", "person-3", "person-3"

-- persons.listsOf
select "list_person"."list_id"
  from "list_person"
  inner join "person" on "person"."person_id" = "list_person"."person_id"
  where "list_person"."person_id" = $1 and "person"."account_id" = $2
  order by "list_person"."list_id";
-- "person-1", "account-1"

-- persons.listsHolding
select "list_person"."list_id", "list_person"."person_id" as "member"
  from "list_person"
  inner join "person" on "person"."person_id" = "list_person"."person_id"
  where "person"."account_id" = $1 and "list_person"."person_id" in ($2, $3, $4, $5);
-- "account-1", "person-1", "person-2", "person-3", "person-3"

-- persons.idsAfter: from the first
select "person_id"
  from "person"
  where "account_id" = $1
  order by "person_id"
  limit $2;
-- "account-1", 100

-- persons.idsAfter: behind one
select "person_id"
  from "person"
  where "account_id" = $1 and "person_id" > $2
  order by "person_id"
  limit $3;
-- "account-1", "person-1", 100

-- persons.descriptorsOf
select "person_face"."face_id"
  from "person_face"
  inner join "person" on "person"."person_id" = "person_face"."person_id"
  where "person"."account_id" = $1 and "person_face"."person_id" in ($2, $3, $4, $5)
  order by "person_face"."link_time", "person_face"."face_id";
-- "account-1", "person-1", "person-2", "person-3", "person-3"

-- persons.ownersOf
select "person_face"."face_id", "person_face"."person_id"
  from "person_face"
  inner join "person" on "person"."person_id" = "person_face"."person_id"
  where "person"."account_id" = $1 and "person_face"."face_id" in ($2, $3, $4, $5);
-- "account-1", "face-1", "face-2", "face-3", "face-3"

-- persons.linkDescriptor
insert into "person_face" ("face_id", "person_id", "link_time") select "descriptor"."descriptor_id", "person"."person_id", cast($1 as timestamp(6)) as "link_time"
  from "person"
  inner join "descriptor" on "descriptor"."account_id" = "person"."account_id"
  where "person"."account_id" = $2 and "person"."person_id" = $3 and "descriptor"."descriptor_id" = $4;
-- "2018-05-10T12:41:25.813001Z", "account-1", "person-1", "face-1"

-- persons.linkDescriptors
insert into "person_face" ("face_id", "person_id", "link_time") select "descriptor"."descriptor_id", "person"."person_id", cast($1 as timestamp(6)) as "link_time"
  from "person"
  inner join "descriptor" on "descriptor"."account_id" = "person"."account_id"
  where "person"."account_id" = $2 and "person"."person_id" = $3 and "descriptor"."descriptor_id" in ($4, $5, $6, $7);
-- "2018-05-10T12:41:25.813001Z", "account-1", "person-1", "face-1", "face-2", "face-3", "face-3"

-- persons.moveDescriptors
select "face_id"
  from "person_face"
  where "person_id" = $1 and "face_id" in ($2, $3, $4, $5);
-- "person-1", "face-1", "face-2", "face-3", "face-3"
update "person_face" set "person_id" = $1
  where "person_id" = $2 and "face_id" in ($3);
-- "person-2", "person-1", "face-1"

-- persons.unlinkDescriptors
select "face_id"
  from "person_face"
  where "person_id" = $1 and "face_id" in ($2, $3, $4, $5);
-- "person-1", "face-1", "face-2", "face-3", "face-3"
delete from "person_face"
  where "person_id" = $1 and "face_id" in ($2);
-- "person-1", "face-1"

-- persons.unlinkDescriptor
delete from "person_face"
  where "face_id" = $1 and "person_id" in (select "person"."person_id"
  from "person"
  where "person"."person_id" = $2 and "person"."account_id" = $3);
-- "face-1", "person-1", "account-1"

-- descriptors.createMany: one
insert into "descriptor" ("descriptor_id", "account_id", "create_time", "last_update", "model_id", "vector", "has_portrait")
  values ($1, $2, $3, $4, $5, $6, $7);
-- "face-1", "account-1", "2018-05-10T12:41:25.813001Z", "2018-05-10T12:41:25.813001Z", "model", <8 bytes>, true

-- descriptors.createMany: several
insert into "descriptor" ("descriptor_id", "account_id", "create_time", "last_update", "model_id", "vector", "has_portrait")
  values ($1, $2, $3, $4, $5, $6, $7), ($8, $9, $10, $11, $12, $13, $14);
-- "face-1", "account-1", "2018-05-10T12:41:25.813001Z", "2018-05-10T12:41:25.813001Z", "model", <8 bytes>, true, "face-2", "account-1", "2018-05-10T12:41:25.813001Z", "2018-05-10T12:41:25.813001Z", "model", <8 bytes>, true

-- descriptors.find
select "d"."descriptor_id", "d"."account_id", "d"."create_time", "d"."last_update", "d"."model_id", "d"."has_portrait", "person_face"."person_id", (select string_agg("list_id", ','
  order by "link_time", "list_id") as "joined"
  from "list_descriptor"
  where "list_descriptor"."descriptor_id" = "d"."descriptor_id") as "lists"
  from (select "descriptor"."descriptor_id", "descriptor"."account_id", "descriptor"."create_time", "descriptor"."last_update", "descriptor"."model_id", "descriptor"."has_portrait"
  from "descriptor"
  where "descriptor_id" in ($1)) as "d"
  left join "person_face" on "person_face"."face_id" = "d"."descriptor_id";
-- "face-1"

-- descriptors.page
select "d"."descriptor_id", "d"."account_id", "d"."create_time", "d"."last_update", "d"."model_id", "d"."has_portrait", "person_face"."person_id", (select string_agg("list_id", ','
  order by "link_time", "list_id") as "joined"
  from "list_descriptor"
  where "list_descriptor"."descriptor_id" = "d"."descriptor_id") as "lists"
  from (select "descriptor"."descriptor_id", "descriptor"."account_id", "descriptor"."create_time", "descriptor"."last_update", "descriptor"."model_id", "descriptor"."has_portrait"
  from "descriptor"
  where "account_id" = $1
  order by "create_time" desc, "descriptor_id" desc
  limit $2
  offset $3) as "d"
  left join "person_face" on "person_face"."face_id" = "d"."descriptor_id"
  order by "d"."create_time" desc, "d"."descriptor_id" desc;
-- "account-1", 10, 10
select count(*) as "count"
  from "descriptor"
  where "account_id" = $1;
-- "account-1"

-- descriptors.lock
select "descriptor_id"
  from "descriptor"
  where "account_id" = $1 and "descriptor_id" in ($2, $3, $4, $5)
  order by "descriptor_id" for update;
-- "account-1", "face-1", "face-2", "face-3", "face-3"

-- descriptors.touch
update "descriptor" set "last_update" = $1
  where "account_id" = $2 and "descriptor_id" in ($3, $4, $5, $6);
-- "2018-05-10T12:41:25.813001Z", "account-1", "face-1", "face-2", "face-3", "face-3"

-- descriptors.existing
select "descriptor_id"
  from "descriptor"
  where "account_id" = $1 and "descriptor_id" in ($2, $3, $4, $5);
-- "account-1", "face-1", "face-2", "face-3", "face-3"

-- descriptors.listsOf
select "list_descriptor"."list_id"
  from "list_descriptor"
  inner join "descriptor" on "descriptor"."descriptor_id" = "list_descriptor"."descriptor_id"
  where "list_descriptor"."descriptor_id" = $1 and "descriptor"."account_id" = $2
  order by "list_descriptor"."link_time", "list_descriptor"."list_id";
-- "face-1", "account-1"

-- descriptors.listsHolding
select "list_descriptor"."list_id", "list_descriptor"."descriptor_id" as "member"
  from "list_descriptor"
  inner join "descriptor" on "descriptor"."descriptor_id" = "list_descriptor"."descriptor_id"
  where "descriptor"."account_id" = $1 and "list_descriptor"."descriptor_id" in ($2, $3, $4, $5);
-- "account-1", "face-1", "face-2", "face-3", "face-3"

-- descriptors.vectors
select "descriptor"."descriptor_id", "person_face"."person_id", case when "descriptor_vector"."model_id" is null then "descriptor"."model_id" else "descriptor_vector"."model_id" end as "model_id", case when "descriptor_vector"."model_id" is null then "descriptor"."vector" else "descriptor_vector"."vector" end as "vector", "descriptor"."account_id"
  from "descriptor"
  left join "descriptor_vector" on "descriptor_vector"."descriptor_id" = "descriptor"."descriptor_id"
    and "descriptor_vector"."model_id" = ''
    and "descriptor_vector"."in_use" = $1
  left join "person_face" on "person_face"."face_id" = "descriptor"."descriptor_id"
  where "descriptor"."descriptor_id" in ($2, $3, $4, $5) and "descriptor"."account_id" = $6;
-- true, "face-1", "face-2", "face-3", "face-3", "account-1"

-- descriptors.vectorsOfPersons
select "descriptor"."descriptor_id", "person_face"."person_id", case when "descriptor_vector"."model_id" is null then "descriptor"."model_id" else "descriptor_vector"."model_id" end as "model_id", case when "descriptor_vector"."model_id" is null then "descriptor"."vector" else "descriptor_vector"."vector" end as "vector", "descriptor"."account_id"
  from "person_face"
  inner join "descriptor" on "descriptor"."descriptor_id" = "person_face"."face_id"
  left join "descriptor_vector" on "descriptor_vector"."descriptor_id" = "descriptor"."descriptor_id"
    and "descriptor_vector"."model_id" = ''
    and "descriptor_vector"."in_use" = $1
  where "person_face"."person_id" in ($2, $3, $4, $5) and "descriptor"."account_id" = $6;
-- true, "person-1", "person-2", "person-3", "person-3", "account-1"

-- lists.create: persons
insert into "persons_list" ("list_id", "account_id", "user_data", "create_time", "version", "update_time")
  values ($1, $2, $3, $4, $5, $6);
-- "list-1", "account-1", "", "2018-05-10T12:41:25.813001Z", 0, "2018-05-10T12:41:25.813001Z"

-- lists.create: descriptors
insert into "descriptors_list" ("list_id", "account_id", "user_data", "create_time", "version", "update_time")
  values ($1, $2, $3, $4, $5, $6);
-- "list-1", "account-1", "", "2018-05-10T12:41:25.813001Z", 0, "2018-05-10T12:41:25.813001Z"

-- lists.find
select "list_id", "user_data", "create_time", "version", "stamp", "account_id"
  from "persons_list"
  where "list_id" in ($1);
-- "list-1"
select "list_id", "user_data", "create_time", "version", "stamp", "account_id"
  from "descriptors_list"
  where "list_id" in ($1);
-- "list-1"

-- lists.page: persons
select "l"."list_id", "l"."user_data", (select count(*) as "count"
  from "list_person"
  where "list_person"."list_id" = "l"."list_id") as "count"
  from (select "list_id", "user_data", "create_time", "version", "stamp"
  from "persons_list"
  where "account_id" = $1
  order by "create_time" desc, "list_id" desc
  limit $2
  offset $3) as "l"
  order by "l"."create_time" desc, "l"."list_id" desc;
-- "account-1", 10, 10
select count(*) as "count"
  from "persons_list"
  where "account_id" = $1;
-- "account-1"

-- lists.page: descriptors
select "l"."list_id", "l"."user_data", (select count(*) as "count"
  from "list_descriptor"
  where "list_descriptor"."list_id" = "l"."list_id") as "count"
  from (select "list_id", "user_data", "create_time", "version", "stamp"
  from "descriptors_list"
  where "account_id" = $1
  order by "create_time" desc, "list_id" desc
  limit $2
  offset $3) as "l"
  order by "l"."create_time" desc, "l"."list_id" desc;
-- "account-1", 10, 10
select count(*) as "count"
  from "descriptors_list"
  where "account_id" = $1;
-- "account-1"

-- lists.setData
update "persons_list" set "user_data" = $1
  where "list_id" = $2 and "account_id" = $3;
-- "x", "list-1", "account-1"
update "descriptors_list" set "user_data" = $1
  where "list_id" = $2 and "account_id" = $3;
-- "x", "list-1", "account-1"

-- lists.delete
begin;
select "list_id", "user_data", "create_time", "version", "stamp"
  from "persons_list"
  where "account_id" = $1 and "list_id" in ($2)
  order by "list_id" for update;
-- "account-1", "list-1"
delete from "list_change"
  where "list_id" in ($1);
-- "list-1"
delete from "persons_list"
  where "list_id" in ($1);
-- "list-1"
delete from "descriptors_list"
  where "list_id" in ($1);
-- "list-1"
commit;

-- lists.descriptorIds: from the start
select "descriptor_id"
  from "list_descriptor"
  where "list_id" in (select "descriptors_list"."list_id"
  from "descriptors_list"
  where "list_id" = $1 and "account_id" = $2)
  order by "descriptor_id"
  limit $3;
-- "list-1", "account-1", 10

-- lists.descriptorIds: behind an id
select "descriptor_id"
  from "list_descriptor"
  where "list_id" in (select "descriptors_list"."list_id"
  from "descriptors_list"
  where "list_id" = $1 and "account_id" = $2) and "descriptor_id" > $3
  order by "descriptor_id"
  limit $4;
-- "list-1", "account-1", "face-1", 10

-- lists.lock
select "list_id", "user_data", "create_time", "version", "stamp"
  from "persons_list"
  where "account_id" = $1 and "list_id" in ($2, $3)
  order by "list_id" for update;
-- "account-1", "list-1", "list-2"
select "list_id", "user_data", "create_time", "version", "stamp"
  from "descriptors_list"
  where "account_id" = $1 and "list_id" in ($2, $3)
  order by "list_id" for update;
-- "account-1", "list-1", "list-2"

-- lists.personsPage
select "p"."person_id", "p"."account_id", "p"."user_data", "p"."external_id", "p"."create_time", (select string_agg("face_id", ','
  order by "link_time", "face_id") as "joined"
  from "person_face"
  where "person_face"."person_id" = "p"."person_id") as "descriptors", (select string_agg("list_id", ','
  order by "list_id") as "joined"
  from "list_person"
  where "list_person"."person_id" = "p"."person_id") as "lists"
  from (select "person".*
  from "person"
  inner join (select "list_person"."person_id", "list_person"."create_time"
  from "list_person"
  where "list_id" in (select "persons_list"."list_id"
  from "persons_list"
  where "list_id" = $1 and "account_id" = $2)
  order by "list_person"."create_time" desc, "list_person"."person_id" desc
  limit $3
  offset $4) as "member" on "member"."person_id" = "person"."person_id") as "p"
  order by "p"."create_time" desc, "p"."person_id" desc;
-- "list-1", "account-1", 10, 10
select count(*) as "count"
  from "list_person"
  where "list_id" in (select "persons_list"."list_id"
  from "persons_list"
  where "list_id" = $1 and "account_id" = $2);
-- "list-1", "account-1"

-- lists.descriptorsPage
select "d"."descriptor_id", "d"."account_id", "d"."create_time", "d"."last_update", "d"."model_id", "d"."has_portrait", "person_face"."person_id", (select string_agg("list_id", ','
  order by "link_time", "list_id") as "joined"
  from "list_descriptor"
  where "list_descriptor"."descriptor_id" = "d"."descriptor_id") as "lists"
  from (select "descriptor"."descriptor_id", "descriptor"."account_id", "descriptor"."create_time", "descriptor"."last_update", "descriptor"."model_id", "descriptor"."has_portrait"
  from "descriptor"
  inner join (select "list_descriptor"."descriptor_id", "list_descriptor"."create_time"
  from "list_descriptor"
  where "list_id" in (select "descriptors_list"."list_id"
  from "descriptors_list"
  where "list_id" = $1 and "account_id" = $2)
  order by "list_descriptor"."create_time" desc, "list_descriptor"."descriptor_id" desc
  limit $3
  offset $4) as "member" on "member"."descriptor_id" = "descriptor"."descriptor_id") as "d"
  left join "person_face" on "person_face"."face_id" = "d"."descriptor_id"
  order by "d"."create_time" desc, "d"."descriptor_id" desc;
-- "list-1", "account-1", 10, 10
select count(*) as "count"
  from "list_descriptor"
  where "list_id" in (select "descriptors_list"."list_id"
  from "descriptors_list"
  where "list_id" = $1 and "account_id" = $2);
-- "list-1", "account-1"

-- lists.linkPersons
select "person_id"
  from "list_person"
  where "list_id" in (select "persons_list"."list_id"
  from "persons_list"
  where "list_id" = $1 and "account_id" = $2) and "person_id" in ($3, $4, $5, $6);
-- "list-1", "account-1", "person-1", "person-2", "person-3", "person-3"
insert into "list_person" ("list_id", "person_id", "create_time") select "persons_list"."list_id", "person"."person_id", "person"."create_time"
  from "person"
  inner join "persons_list" on "persons_list"."account_id" = "person"."account_id"
  where "persons_list"."list_id" = $1 and "person"."account_id" = $2 and "person"."person_id" in ($3, $4, $5, $6)
  on conflict do nothing;
-- "list-1", "account-1", "person-1", "person-2", "person-3", "person-3"
select "person_id"
  from "list_person"
  where "list_id" in (select "persons_list"."list_id"
  from "persons_list"
  where "list_id" = $1 and "account_id" = $2) and "person_id" in ($3, $4, $5, $6);
-- "list-1", "account-1", "person-1", "person-2", "person-3", "person-3"

-- lists.unlinkPersons
select "person_id"
  from "list_person"
  where "list_id" in (select "persons_list"."list_id"
  from "persons_list"
  where "list_id" = $1 and "account_id" = $2) and "person_id" in ($3, $4, $5, $6);
-- "list-1", "account-1", "person-1", "person-2", "person-3", "person-3"
delete from "list_person"
  where "list_id" = $1 and "person_id" in ($2);
-- "list-1", "person-1"

-- lists.linkDescriptors
select "descriptor_id"
  from "list_descriptor"
  where "list_id" in (select "descriptors_list"."list_id"
  from "descriptors_list"
  where "list_id" = $1 and "account_id" = $2) and "descriptor_id" in ($3, $4, $5, $6);
-- "list-1", "account-1", "face-1", "face-2", "face-3", "face-3"
insert into "list_descriptor" ("list_id", "descriptor_id", "create_time", "link_time") select "descriptors_list"."list_id", "descriptor"."descriptor_id", "descriptor"."create_time", cast($1 as timestamp(6)) as "link_time"
  from "descriptor"
  inner join "descriptors_list" on "descriptors_list"."account_id" = "descriptor"."account_id"
  where "descriptors_list"."list_id" = $2 and "descriptor"."account_id" = $3 and "descriptor"."descriptor_id" in ($4, $5, $6, $7)
  on conflict do nothing;
-- "2018-05-10T12:41:25.813001Z", "list-1", "account-1", "face-1", "face-2", "face-3", "face-3"
select "descriptor_id"
  from "list_descriptor"
  where "list_id" in (select "descriptors_list"."list_id"
  from "descriptors_list"
  where "list_id" = $1 and "account_id" = $2) and "descriptor_id" in ($3, $4, $5, $6);
-- "list-1", "account-1", "face-1", "face-2", "face-3", "face-3"

-- lists.unlinkDescriptors
select "descriptor_id"
  from "list_descriptor"
  where "list_id" in (select "descriptors_list"."list_id"
  from "descriptors_list"
  where "list_id" = $1 and "account_id" = $2) and "descriptor_id" in ($3, $4, $5, $6);
-- "list-1", "account-1", "face-1", "face-2", "face-3", "face-3"
delete from "list_descriptor"
  where "list_id" = $1 and "descriptor_id" in ($2);
-- "list-1", "face-1"

-- lists.recordChange: the log is as long as it may be
begin;
select "list_id", "version"
  from "persons_list"
  where "list_id" in ($1)
  order by "list_id" for update;
-- "list-1"
update "persons_list" set "version" = "version" + $1, "stamp" = $2, "update_time" = (now() at time zone 'utc')
  where "list_id" in ($3);
-- 1, <stamp>, "list-1"
insert into "list_change" ("list_id", "version", "stamp", "ordinal", "descriptor_id", "operation")
  values ($1, $2, $3, $4, $5, $6), ($7, $8, $9, $10, $11, $12), ($13, $14, $15, $16, $17, $18);
-- "list-1", 1002, <stamp>, 0, "face-1", "remove", "list-1", 1002, <stamp>, 1, "face-2", "add", "list-1", 1002, <stamp>, 2, "face-3", "add"
delete from "list_change"
  where "list_id" = $1 and "version" < $2;
-- "list-1", 2
commit;

-- lists.recordChange: a descriptors list
begin;
select "list_id", "version"
  from "persons_list"
  where "list_id" in ($1)
  order by "list_id" for update;
-- "list-1"
select "list_id", "version"
  from "descriptors_list"
  where "list_id" in ($1)
  order by "list_id" for update;
-- "list-1"
update "descriptors_list" set "version" = "version" + $1, "stamp" = $2, "update_time" = (now() at time zone 'utc')
  where "list_id" in ($3);
-- 1, <stamp>, "list-1"
insert into "list_change" ("list_id", "version", "stamp", "ordinal", "descriptor_id", "operation")
  values ($1, $2, $3, $4, $5, $6);
-- "list-1", 1, <stamp>, 0, "face-1", "add"
commit;

-- handlers.create
begin;
insert into "handler" ("handler_id", "account_id", "type", "policies", "version", "create_time", "last_update_time")
  values ($1, $2, $3, $4, $5, $6, $7), ($8, $9, $10, $11, $12, $13, $14), ($15, $16, $17, $18, $19, $20, $21);
-- "handler-extractor", "account-1", 0, "{}", 1, "2018-05-10T12:41:25.813001Z", "2018-05-10T12:41:25.813001Z", "handler-identify", "account-1", 1, "{}", 1, "2018-05-10T12:41:25.813001Z", "2018-05-10T12:41:25.813001Z", "handler-verify", "account-1", 2, "{}", 1, "2018-05-10T12:41:25.813001Z", "2018-05-10T12:41:25.813001Z"
commit;

-- handlers.find
select "handler_id", "policies", "version"
  from "handler"
  where "account_id" = $1 and "type" = $2;
-- "account-1", 1

-- handlers.lock
select "handler_id", "policies", "version"
  from "handler"
  where "account_id" = $1 and "type" = $2
  order by "handler_id" for update;
-- "account-1", 1

-- handlers.update
update "handler" set "policies" = $1, "version" = $2, "last_update_time" = $3
  where "account_id" = $4 and "type" = $5;
-- "{\"x\":1}", 2, "2018-05-10T12:41:25.813001Z", "account-1", 2

-- erasure.lockAccount
select "account_id"
  from "account"
  where "account_id" = $1
  order by "account_id" for update;
-- "account-1"

-- erasure.descriptors
select "descriptor_id"
  from "descriptor"
  where "account_id" = $1
  order by "descriptor_id"
  limit $2;
-- "account-1", 10

-- erasure.persons
select "person_id"
  from "person"
  where "account_id" = $1
  order by "person_id"
  limit $2;
-- "account-1", 10

-- erasure.deleteDescriptors
select "descriptor_id", "has_portrait"
  from "descriptor"
  where "account_id" = $1 and "descriptor_id" in ($2, $3, $4, $5);
-- "account-1", "face-1", "face-2", "face-3", "face-3"
insert into "portrait_erasure" ("descriptor_id", "account_id", "note_time")
  values ($1, $2, $3), ($4, $5, $6);
-- "face-1", "account-1", "2018-05-10T12:41:25.813001Z", "face-2", "account-1", "2018-05-10T12:41:25.813001Z"
delete from "person_face"
  where "face_id" in ($1, $2);
-- "face-1", "face-2"
delete from "list_descriptor"
  where "descriptor_id" in ($1, $2);
-- "face-1", "face-2"
delete from "descriptor"
  where "descriptor_id" in ($1, $2);
-- "face-1", "face-2"

-- erasure.deletePersons
delete from "person"
  where "account_id" = $1 and "person_id" in ($2, $3, $4, $5);
-- "account-1", "person-1", "person-2", "person-3", "person-3"
delete from "person_action"
  where "person_id" in ($1, $2, $3, $4);
-- "person-1", "person-2", "person-3", "person-3"
delete from "person_action"
  where "other_person_id" in ($1, $2, $3, $4);
-- "person-1", "person-2", "person-3", "person-3"
select 1 as "found"
  from "idempotency_key"
  where "account_id" = $1 and "status" is not null
  order by "account_id", "key_hash" for update;
-- "account-1"
update "idempotency_key" set "answer" = $1
  where "account_id" = $2 and "status" is not null;
-- null, "account-1"

-- erasure.deleteAccount
select 1 as "found"
  from "account_token"
  where "account_id" = $1
  order by "token_id" for update;
-- "account-1"
delete from "account_token"
  where "account_id" = $1;
-- "account-1"
delete from "handler"
  where "account_id" = $1;
-- "account-1"
delete from "account_retention"
  where "account_id" = $1;
-- "account-1"
select 1 as "found"
  from "idempotency_key"
  where "account_id" = $1
  order by "account_id", "key_hash" for update;
-- "account-1"
delete from "idempotency_key"
  where "account_id" = $1;
-- "account-1"
delete from "account_key"
  where "account_id" = $1;
-- "account-1"
delete from "account"
  where "account_id" = $1;
-- "account-1"

-- erasure.pendingPortraits: of all
select "descriptor_id"
  from "portrait_erasure"
  order by "descriptor_id"
  limit $1;
-- 10

-- erasure.pendingPortraits: of an account
select "descriptor_id"
  from "portrait_erasure"
  where "account_id" = $1
  order by "descriptor_id"
  limit $2;
-- "account-1", 10

-- erasure.pendingPortraits: old ones
select "descriptor_id"
  from "portrait_erasure"
  where ("note_time" is null or "note_time" <= $1)
  order by "descriptor_id"
  limit $2;
-- "2018-05-10T12:41:25.813001Z", 10

-- erasure.leavePortraits
begin;
select 1 as "found"
  from "portrait_erasure"
  where "descriptor_id" in ($1, $2, $3, $4)
  order by "descriptor_id" for update;
-- "face-1", "face-2", "face-3", "face-3"
update "portrait_erasure" set "note_time" = $1
  where "descriptor_id" in ($2, $3, $4, $5);
-- null, "face-1", "face-2", "face-3", "face-3"
commit;

-- erasure.portraitsErased
begin;
select 1 as "found"
  from "portrait_erasure"
  where "descriptor_id" in ($1, $2, $3, $4)
  order by "descriptor_id" for update;
-- "face-1", "face-2", "face-3", "face-3"
delete from "portrait_erasure"
  where "descriptor_id" in ($1, $2, $3, $4);
-- "face-1", "face-2", "face-3", "face-3"
commit;

-- portraitPlace.find
select "kind", "folder_id", "bucket_id", "moving_from"
  from "portrait_place"
  where "place_id" = $1;
-- 1

-- portraitPlace.claim
insert into "portrait_place" ("place_id", "kind", "folder_id", "bucket_id", "moving_from")
  values ($1, $2, $3, $4, $5);
-- 1, "files", "folder-1", null, null
select "kind", "folder_id", "bucket_id", "moving_from"
  from "portrait_place"
  where "place_id" = $1;
-- 1

-- portraitPlace.change: a move begins
update "portrait_place" set "kind" = $1, "folder_id" = $2, "bucket_id" = $3, "moving_from" = $4
  where "place_id" = $5 and "kind" = $6 and "moving_from" is null;
-- "database", "folder-1", null, "files", 1, "files"

-- portraitPlace.change: a move ends
update "portrait_place" set "kind" = $1, "folder_id" = $2, "bucket_id" = $3, "moving_from" = $4
  where "place_id" = $5 and "kind" = $6 and "moving_from" = $7;
-- "database", "folder-1", null, null, 1, "database", "files"

-- portraitPlace.illustrated
select count(*) as "count"
  from "descriptor"
  where "has_portrait" = $1;
-- true

-- portraitImages.put
insert into "portrait" ("descriptor_id", "side", "image", "create_time")
  values ($1, $2, $3, $4), ($5, $6, $7, $8);
-- "face-1", 0, <2 bytes>, "2018-05-10T12:41:25.813001Z", "face-1", 64, <2 bytes>, "2018-05-10T12:41:25.813001Z"

-- portraitImages.find
select "image"
  from "portrait"
  where "descriptor_id" = $1 and "side" = $2;
-- "face-1", 64

-- portraitImages.all
select "side", "image"
  from "portrait"
  where "descriptor_id" = $1
  order by "side";
-- "face-1"

-- portraitImages.delete
begin;
select "descriptor_id", "side"
  from "portrait"
  where "descriptor_id" in ($1, $2, $3, $4)
  order by "descriptor_id", "side" for update;
-- "face-1", "face-2", "face-3", "face-3"
delete from "portrait"
  where "descriptor_id" in ($1, $2, $3, $4);
-- "face-1", "face-2", "face-3", "face-3"
commit;

-- portraitImages.page: the first
select "descriptor_id", "create_time"
  from "portrait"
  where "side" = $1
  order by "descriptor_id"
  limit $2;
-- 0, 10

-- portraitImages.page: behind one
select "descriptor_id", "create_time"
  from "portrait"
  where "side" = $1 and "descriptor_id" > $2
  order by "descriptor_id"
  limit $3;
-- 0, "face-1", 10

-- retention.find
select "descriptor_days", "portrait_days"
  from "account_retention"
  where "account_id" = $1;
-- "account-1"

-- retention.set
insert into "account_retention" ("account_id", "descriptor_days", "portrait_days")
  values ($1, $2, $3)
  on conflict do nothing;
-- "account-1", 30, null
update "account_retention" set "descriptor_days" = $1, "portrait_days" = $2
  where "account_id" = $3;
-- 30, null, "account-1"

-- retention.oldPortraits: from the start
select "descriptor_id"
  from "descriptor"
  where "account_id" = $1 and "has_portrait" = $2 and "create_time" <= $3
  order by "descriptor_id"
  limit $4;
-- "account-1", true, "2018-05-10T12:41:25.813001Z", 10

-- retention.oldPortraits: behind an id
select "descriptor_id"
  from "descriptor"
  where "account_id" = $1 and "has_portrait" = $2 and "create_time" <= $3 and "descriptor_id" > $4
  order by "descriptor_id"
  limit $5;
-- "account-1", true, "2018-05-10T12:41:25.813001Z", "face-1", 10

-- retention.dropPortraits
begin;
select "descriptor_id"
  from "descriptor"
  where "account_id" = $1 and "has_portrait" = $2 and "descriptor_id" in ($3, $4, $5, $6)
  order by "descriptor_id" for update;
-- "account-1", true, "face-1", "face-2", "face-3", "face-3"
insert into "portrait_erasure" ("descriptor_id", "account_id", "note_time")
  values ($1, $2, $3);
-- "face-1", "account-1", "2018-05-10T12:41:25.813001Z"
update "descriptor" set "has_portrait" = $1
  where "descriptor_id" in ($2);
-- false, "face-1"
commit;

-- galleryFeed.version
select "version", "stamp", 0 as "of_descriptors"
  from "persons_list"
  where "list_id" = $1
  union all select "version", "stamp", 1 as "of_descriptors"
  from "descriptors_list"
  where "list_id" = $2;
-- "list-1", "list-1"

-- galleryFeed.versions
select "list_id", "version", "stamp"
  from "persons_list"
  where "list_id" in ($1, $2)
  union all select "list_id", "version", "stamp"
  from "descriptors_list"
  where "list_id" in ($3, $4);
-- "list-1", "list-2", "list-1", "list-2"

-- galleryFeed.changesAfter
select "version", "stamp", "descriptor_id", "operation"
  from "list_change"
  where "list_id" = $1 and "version" >= $2 and ("version" > $3 or "ordinal" = $4)
  order by "version", "ordinal"
  limit $5;
-- "list-1", 7, 7, 0, 20002
select "version", "stamp", 0 as "of_descriptors"
  from "persons_list"
  where "list_id" = $1
  union all select "version", "stamp", 1 as "of_descriptors"
  from "descriptors_list"
  where "list_id" = $2;
-- "list-1", "list-1"

-- galleryFeed.load: a persons list
select "version", "stamp", 0 as "of_descriptors"
  from "persons_list"
  where "list_id" = $1
  union all select "version", "stamp", 1 as "of_descriptors"
  from "descriptors_list"
  where "list_id" = $2;
-- "list-1", "list-1"
begin;
set local statement_timeout = 0;
select "person_id" as "id"
  from "list_person"
  where "list_id" = 'list-1' and "person_id" > ''
  order by "id"
  limit $1
  offset $2;
-- 1, 999999
copy (select "descriptor"."descriptor_id", "person_face"."person_id", case when "descriptor_vector"."model_id" is null then "descriptor"."model_id" else "descriptor_vector"."model_id" end as "model_id", case when "descriptor_vector"."model_id" is null then "descriptor"."vector" else "descriptor_vector"."vector" end as "vector", "descriptor"."account_id"
  from (select "person_id" as "id"
  from "list_person"
  where "list_id" = 'list-1' and "person_id" > '') as "member"
  inner join "person_face" on "person_face"."person_id" = "member"."id"
  inner join "descriptor" on "descriptor"."descriptor_id" = "person_face"."face_id"
  left join "descriptor_vector" on "descriptor_vector"."descriptor_id" = "descriptor"."descriptor_id"
    and "descriptor_vector"."model_id" = ''
    and "descriptor_vector"."in_use" = true
  order by descriptor.ctid) to stdout (format binary);
commit;
select "version", "stamp", 0 as "of_descriptors"
  from "persons_list"
  where "list_id" = $1
  union all select "version", "stamp", 1 as "of_descriptors"
  from "descriptors_list"
  where "list_id" = $2;
-- "list-1", "list-1"

-- galleryFeed.load: a persons list, beside other work
select "version", "stamp", 0 as "of_descriptors"
  from "persons_list"
  where "list_id" = $1
  union all select "version", "stamp", 1 as "of_descriptors"
  from "descriptors_list"
  where "list_id" = $2;
-- "list-1", "list-1"
select "person_id" as "id"
  from "list_person"
  where "list_id" = $1 and "person_id" > $2
  order by "person_id"
  limit $3;
-- "list-1", " ", 4000
select "descriptor"."descriptor_id", "person_face"."person_id", case when "descriptor_vector"."model_id" is null then "descriptor"."model_id" else "descriptor_vector"."model_id" end as "model_id", case when "descriptor_vector"."model_id" is null then "descriptor"."vector" else "descriptor_vector"."vector" end as "vector", "descriptor"."account_id"
  from "person_face"
  inner join "descriptor" on "descriptor"."descriptor_id" = "person_face"."face_id"
  left join "descriptor_vector" on "descriptor_vector"."descriptor_id" = "descriptor"."descriptor_id"
    and "descriptor_vector"."model_id" = ''
    and "descriptor_vector"."in_use" = $1
  where "person_face"."person_id" in ($2);
-- true, "person-1"
select "version", "stamp", 0 as "of_descriptors"
  from "persons_list"
  where "list_id" = $1
  union all select "version", "stamp", 1 as "of_descriptors"
  from "descriptors_list"
  where "list_id" = $2;
-- "list-1", "list-1"

-- galleryFeed.load: a descriptors list
select "version", "stamp", 0 as "of_descriptors"
  from "persons_list"
  where "list_id" = $1
  union all select "version", "stamp", 1 as "of_descriptors"
  from "descriptors_list"
  where "list_id" = $2;
-- "list-1", "list-1"
begin;
set local statement_timeout = 0;
select "descriptor_id" as "id"
  from "list_descriptor"
  where "list_id" = 'list-1' and "descriptor_id" > ''
  order by "id"
  limit $1
  offset $2;
-- 1, 999999
copy (select "descriptor"."descriptor_id", "person_face"."person_id", case when "descriptor_vector"."model_id" is null then "descriptor"."model_id" else "descriptor_vector"."model_id" end as "model_id", case when "descriptor_vector"."model_id" is null then "descriptor"."vector" else "descriptor_vector"."vector" end as "vector", "descriptor"."account_id"
  from (select "descriptor_id" as "id"
  from "list_descriptor"
  where "list_id" = 'list-1' and "descriptor_id" > '') as "member"
  inner join "descriptor" on "descriptor"."descriptor_id" = "member"."id"
  left join "person_face" on "person_face"."face_id" = "descriptor"."descriptor_id"
  left join "descriptor_vector" on "descriptor_vector"."descriptor_id" = "descriptor"."descriptor_id"
    and "descriptor_vector"."model_id" = ''
    and "descriptor_vector"."in_use" = true
  order by descriptor.ctid) to stdout (format binary);
commit;
select "version", "stamp", 0 as "of_descriptors"
  from "persons_list"
  where "list_id" = $1
  union all select "version", "stamp", 1 as "of_descriptors"
  from "descriptors_list"
  where "list_id" = $2;
-- "list-1", "list-1"

-- galleryFeed.load: a descriptors list, beside other work
select "version", "stamp", 0 as "of_descriptors"
  from "persons_list"
  where "list_id" = $1
  union all select "version", "stamp", 1 as "of_descriptors"
  from "descriptors_list"
  where "list_id" = $2;
-- "list-1", "list-1"
select "descriptor_id" as "id"
  from "list_descriptor"
  where "list_id" = $1 and "descriptor_id" > $2
  order by "descriptor_id"
  limit $3;
-- "list-1", " ", 4000
select "descriptor"."descriptor_id", "person_face"."person_id", case when "descriptor_vector"."model_id" is null then "descriptor"."model_id" else "descriptor_vector"."model_id" end as "model_id", case when "descriptor_vector"."model_id" is null then "descriptor"."vector" else "descriptor_vector"."vector" end as "vector", "descriptor"."account_id"
  from "descriptor"
  left join "descriptor_vector" on "descriptor_vector"."descriptor_id" = "descriptor"."descriptor_id"
    and "descriptor_vector"."model_id" = ''
    and "descriptor_vector"."in_use" = $1
  left join "person_face" on "person_face"."face_id" = "descriptor"."descriptor_id"
  where "descriptor"."descriptor_id" in ($2);
-- true, "face-1"
select "version", "stamp", 0 as "of_descriptors"
  from "persons_list"
  where "list_id" = $1
  union all select "version", "stamp", 1 as "of_descriptors"
  from "descriptors_list"
  where "list_id" = $2;
-- "list-1", "list-1"

-- galleryFeed.vectors
select "descriptor"."descriptor_id", "person_face"."person_id", case when "descriptor_vector"."model_id" is null then "descriptor"."model_id" else "descriptor_vector"."model_id" end as "model_id", case when "descriptor_vector"."model_id" is null then "descriptor"."vector" else "descriptor_vector"."vector" end as "vector", "descriptor"."account_id"
  from "descriptor"
  left join "descriptor_vector" on "descriptor_vector"."descriptor_id" = "descriptor"."descriptor_id"
    and "descriptor_vector"."model_id" = ''
    and "descriptor_vector"."in_use" = $1
  left join "person_face" on "person_face"."face_id" = "descriptor"."descriptor_id"
  where "descriptor"."descriptor_id" in ($2, $3, $4, $5);
-- true, "face-1", "face-2", "face-3", "face-3"

-- galleryFeed.vectorsOfPersons
select "descriptor"."descriptor_id", "person_face"."person_id", case when "descriptor_vector"."model_id" is null then "descriptor"."model_id" else "descriptor_vector"."model_id" end as "model_id", case when "descriptor_vector"."model_id" is null then "descriptor"."vector" else "descriptor_vector"."vector" end as "vector", "descriptor"."account_id"
  from "person_face"
  inner join "descriptor" on "descriptor"."descriptor_id" = "person_face"."face_id"
  left join "descriptor_vector" on "descriptor_vector"."descriptor_id" = "descriptor"."descriptor_id"
    and "descriptor_vector"."model_id" = ''
    and "descriptor_vector"."in_use" = $1
  where "person_face"."person_id" in ($2, $3, $4, $5);
-- true, "person-1", "person-2", "person-3", "person-3"

-- galleryFeed.recentLists
select "list_id"
  from (select "list_id", "update_time"
  from "persons_list"
  union all select "list_id", "update_time"
  from "descriptors_list") as "lists"
  order by "update_time" desc
  limit $1;
-- 10

-- listReader.describe: persons_list
select "list_id"
  from "persons_list"
  where "list_id" = $1;
-- "list-1"
select count(*) as "count"
  from "list_person"
  where "list_id" = $1;
-- "list-1"

-- listReader.describe: descriptors_list
select "list_id"
  from "persons_list"
  where "list_id" = $1;
-- "list-1"
select "list_id"
  from "descriptors_list"
  where "list_id" = $1;
-- "list-1"
select count(*) as "count"
  from "list_descriptor"
  where "list_id" = $1;
-- "list-1"

-- listReader.vectors: persons behind an id
select "person_id" as "id"
  from "list_person"
  where "list_id" = $1 and "person_id" > $2
  order by "person_id"
  limit $3;
-- "list-1", "id-1", 4000
select "descriptor"."descriptor_id", "person_face"."person_id", case when "descriptor_vector"."model_id" is null then "descriptor"."model_id" else "descriptor_vector"."model_id" end as "model_id", case when "descriptor_vector"."model_id" is null then "descriptor"."vector" else "descriptor_vector"."vector" end as "vector", "descriptor"."account_id"
  from "person_face"
  inner join "descriptor" on "descriptor"."descriptor_id" = "person_face"."face_id"
  left join "descriptor_vector" on "descriptor_vector"."descriptor_id" = "descriptor"."descriptor_id"
    and "descriptor_vector"."model_id" = ''
    and "descriptor_vector"."in_use" = $1
  where "person_face"."person_id" in ($2);
-- true, "id-2"

-- listReader.vectors: descriptors behind an id
select "descriptor_id" as "id"
  from "list_descriptor"
  where "list_id" = $1 and "descriptor_id" > $2
  order by "descriptor_id"
  limit $3;
-- "list-1", "id-1", 4000
select "descriptor"."descriptor_id", "person_face"."person_id", case when "descriptor_vector"."model_id" is null then "descriptor"."model_id" else "descriptor_vector"."model_id" end as "model_id", case when "descriptor_vector"."model_id" is null then "descriptor"."vector" else "descriptor_vector"."vector" end as "vector", "descriptor"."account_id"
  from "descriptor"
  left join "descriptor_vector" on "descriptor_vector"."descriptor_id" = "descriptor"."descriptor_id"
    and "descriptor_vector"."model_id" = ''
    and "descriptor_vector"."in_use" = $1
  left join "person_face" on "person_face"."face_id" = "descriptor"."descriptor_id"
  where "descriptor"."descriptor_id" in ($2);
-- true, "id-2"

-- listReader.names
select "person_id", "user_data", "external_id"
  from "person"
  where "person_id" in ($1, $2, $3, $4);
-- "person-1", "person-2", "person-3", "person-3"

-- personSearch.find: everybody, from the first
select "member"."create_time", "member"."person_id"
  from "person" as "member"
  where "member"."account_id" = $1
  order by "member"."create_time" desc, "member"."person_id" desc
  limit $2
  offset $3;
-- "account-1", 10, 0
select "p"."person_id", "p"."account_id", "p"."user_data", "p"."external_id", "p"."create_time", (select string_agg("face_id", ','
  order by "link_time", "face_id") as "joined"
  from "person_face"
  where "person_face"."person_id" = "p"."person_id") as "descriptors", (select string_agg("list_id", ','
  order by "list_id") as "joined"
  from "list_person"
  where "list_person"."person_id" = "p"."person_id") as "lists"
  from (select *
  from "person"
  where "person_id" in ($1)) as "p";
-- "person-1"

-- personSearch.find: of a list by a text, behind one
select "member"."create_time", "member"."person_id"
  from "list_person" as "member"
  where "member"."list_id" = $1 and ("member"."create_time" >= $2 and ("member"."create_time" > $3 or "member"."person_id" > $4))
  order by "member"."create_time" asc, "member"."person_id" asc
  limit $5
  offset $6;
-- "list-1", "2018-05-10T12:41:25.813001Z", "2018-05-10T12:41:25.813001Z", "person-1", 1, 19999
select "stretch"."create_time", "stretch"."person_id"
  from (select "member"."create_time", "member"."person_id"
  from "list_person" as "member"
  where "member"."list_id" = $1 and ("member"."create_time" >= $2 and ("member"."create_time" > $3 or "member"."person_id" > $4)) and ("member"."create_time" <= $5 and ("member"."create_time" < $6 or "member"."person_id" <= $7))) as "stretch"
  inner join "person" on "person"."person_id" = "stretch"."person_id"
  where (lower("person"."user_data") like $8 escape '!' or lower("person"."external_id") like $9 escape '!');
-- "list-1", "2018-05-10T12:41:25.813001Z", "2018-05-10T12:41:25.813001Z", "person-1", "2018-05-10T12:41:25.813001Z", "2018-05-10T12:41:25.813001Z", "person-1", "5!%!_!!%", "5!%!_!!%"
select "member"."create_time", "member"."person_id"
  from "list_person" as "member"
  where "member"."list_id" = $1 and ("member"."create_time" >= $2 and ("member"."create_time" > $3 or "member"."person_id" > $4))
  order by "member"."create_time" asc, "member"."person_id" asc
  limit $5
  offset $6;
-- "list-1", "2018-05-10T12:41:25.813001Z", "2018-05-10T12:41:25.813001Z", "person-1", 1, 19999
select "stretch"."create_time", "stretch"."person_id"
  from (select "member"."create_time", "member"."person_id"
  from "list_person" as "member"
  where "member"."list_id" = $1 and ("member"."create_time" >= $2 and ("member"."create_time" > $3 or "member"."person_id" > $4))) as "stretch"
  inner join "person" on "person"."person_id" = "stretch"."person_id"
  where (lower("person"."user_data") like $5 escape '!' or lower("person"."external_id") like $6 escape '!');
-- "list-1", "2018-05-10T12:41:25.813001Z", "2018-05-10T12:41:25.813001Z", "person-1", "5!%!_!!%", "5!%!_!!%"

-- personSearch.count: everybody
select count(*) as "count"
  from (select "member"."create_time", "member"."person_id"
  from "person" as "member"
  where "member"."account_id" = $1) as "everybody";
-- "account-1"

-- personSearch.count: by a text
select "member"."create_time", "member"."person_id"
  from "person" as "member"
  where "member"."account_id" = $1
  order by "member"."create_time" desc, "member"."person_id" desc
  limit $2
  offset $3;
-- "account-1", 1, 19999
select "stretch"."create_time", "stretch"."person_id"
  from (select "member"."create_time", "member"."person_id"
  from "person" as "member"
  where "member"."account_id" = $1) as "stretch"
  inner join "person" on "person"."person_id" = "stretch"."person_id"
  where (lower("person"."user_data") like $2 escape '!' or lower("person"."external_id") like $3 escape '!');
-- "account-1", "%x%", "%x%"

-- review.addAction
insert into "person_action" ("action_id", "account_id", "kind", "create_time", "undo_time", "person_id", "other_person_id", "details")
  values ($1, $2, $3, $4, $5, $6, $7, $8);
-- "action-1", "account-1", "merge", "2018-05-10T12:41:25.813001Z", null, "person-1", null, "{\"faces\":[\"face-1\",\"face-2\",\"face-3\"]}"

-- review.findAction
select "action_id", "kind", "create_time", "undo_time", "person_id", "other_person_id", "details"
  from "person_action"
  where "account_id" = $1 and "action_id" = $2;
-- "account-1", "action-1"

-- review.markUndone
update "person_action" set "undo_time" = $1
  where "account_id" = $2 and "action_id" = $3 and "undo_time" is null;
-- "2018-05-10T12:41:25.813001Z", "account-1", "action-1"

-- review.actions: the first
select "action_id", "kind", "create_time", "undo_time", "person_id", "other_person_id", "details"
  from "person_action"
  where "account_id" = $1
  order by "create_time" desc, "action_id" desc
  limit $2;
-- "account-1", 10

-- review.actions: of a person, behind one
select "action_id", "kind", "create_time", "undo_time", "person_id", "other_person_id", "details"
  from "person_action"
  where "account_id" = $1 and ("person_id" = $2 or "other_person_id" = $3) and ("create_time" <= $4 and ("create_time" < $5 or "action_id" < $6))
  order by "create_time" desc, "action_id" desc
  limit $7;
-- "account-1", "person-1", "person-1", "2018-05-10T12:41:25.813001Z", "2018-05-10T12:41:25.813001Z", "action-1", 10

-- review.rejectFaces
select "person_id", "descriptor_id"
  from "rejected_face"
  where "person_id" in ($1);
-- "person-1"
insert into "rejected_face" ("person_id", "descriptor_id", "create_time")
  values ($1, $2, $3), ($4, $5, $6)
  on conflict do nothing;
-- "person-1", "face-2", "2018-05-10T12:41:25.813001Z", "person-1", "face-3", "2018-05-10T12:41:25.813001Z"

-- review.forgetRejectedFaces
delete from "rejected_face"
  where "person_id" = $1 and "descriptor_id" in ($2, $3, $4, $5);
-- "person-1", "face-1", "face-2", "face-3", "face-3"

-- review.rejectedFaces
select "person_id", "descriptor_id"
  from "rejected_face"
  where "person_id" in ($1, $2, $3, $4);
-- "person-1", "person-2", "person-3", "person-3"

-- review.rejectPersons
insert into "rejected_person" ("person_id", "other_id", "create_time")
  values ($1, $2, $3)
  on conflict do nothing;
-- "person-1", "person-2", "2018-05-10T12:41:25.813001Z"

-- review.forgetRejectedPersons
delete from "rejected_person"
  where "person_id" = $1 and "other_id" = $2;
-- "person-1", "person-2"

-- review.rejectedPersons
select "person_id" as "one", "other_id" as "other"
  from "rejected_person"
  where "person_id" in ($1, $2, $3, $4);
-- "person-1", "person-2", "person-3", "person-3"
select "other_id" as "one", "person_id" as "other"
  from "rejected_person"
  where "other_id" in ($1, $2, $3, $4);
-- "person-1", "person-2", "person-3", "person-3"

-- review.dismissFaces
select "descriptor_id"
  from "dismissed_face"
  where "account_id" = $1 and "descriptor_id" in ($2, $3, $4, $5);
-- "account-1", "face-1", "face-2", "face-3", "face-3"
insert into "dismissed_face" ("descriptor_id", "account_id", "create_time")
  values ($1, $2, $3), ($4, $5, $6)
  on conflict do nothing;
-- "face-2", "account-1", "2018-05-10T12:41:25.813001Z", "face-3", "account-1", "2018-05-10T12:41:25.813001Z"

-- review.dismissedFaces
select "descriptor_id"
  from "dismissed_face"
  where "account_id" = $1 and "descriptor_id" in ($2, $3, $4, $5);
-- "account-1", "face-1", "face-2", "face-3", "face-3"

-- review.restoreFaces
delete from "dismissed_face"
  where "account_id" = $1 and "descriptor_id" in ($2, $3, $4, $5);
-- "account-1", "face-1", "face-2", "face-3", "face-3"

-- reviewRuns.runs
select "kind", "run_id", "state", "start_time", "end_time", "beat_time", "total", "done", "found", "threshold"
  from "review_run"
  where "account_id" = $1
  order by "kind";
-- "account-1"
select (now() at time zone 'utc') as "now"
  from "schema_migration"
  limit $1;
-- 1

-- reviewRuns.begin
select (now() at time zone 'utc') as "now"
  from "schema_migration"
  limit $1;
-- 1
update "review_run" set "run_id" = $1, "state" = $2, "start_time" = $3, "end_time" = $4, "total" = $5, "done" = $6, "found" = $7, "threshold" = $8, "beat_time" = (now() at time zone 'utc')
  where "account_id" = $9 and "kind" = $10 and ("state" <> $11 or "beat_time" < $12);
-- "run-1", "running", "2018-05-10T12:41:25.813001Z", null, 0, 0, 0, 500000, "account-1", "clusters", "running", "2018-05-10T12:40:25.813000Z"
insert into "review_run" ("account_id", "kind", "run_id", "state", "start_time", "end_time", "total", "done", "found", "threshold", "beat_time")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, (now() at time zone 'utc'));
-- "account-1", "clusters", "run-1", "running", "2018-05-10T12:41:25.813001Z", null, 0, 0, 0, 500000

-- reviewRuns.beat
update "review_run" set "total" = $1, "done" = $2, "beat_time" = (now() at time zone 'utc')
  where "account_id" = $3 and "kind" = $4 and "run_id" = $5 and "state" = $6;
-- 2, 1, "account-1", "clusters", "run-1", "running"

-- reviewRuns.end
begin;
update "review_run" set "state" = $1, "end_time" = $2, "found" = $3
  where "account_id" = $4 and "kind" = $5 and "run_id" = $6 and "state" = $7;
-- "done", "2018-05-10T12:41:25.813001Z", 1, "account-1", "clusters", "run-1", "running"
delete from "review_result"
  where "account_id" = $1 and "kind" = $2;
-- "account-1", "clusters"
insert into "review_result" ("account_id", "kind", "place", "result_id", "faces", "body")
  values ($1, $2, $3, $4, $5, $6);
-- "account-1", "clusters", 0, "finding-1", 3, "{\"faces\":[\"face-1\",\"face-2\",\"face-3\"]}"
commit;

-- reviewRuns.stop
update "review_run" set "state" = $1, "end_time" = $2
  where "account_id" = $3 and "kind" = $4 and "state" = $5;
-- "stopped", "2018-05-10T12:41:25.813001Z", "account-1", "clusters", "running"

-- reviewRuns.findings: the first
select "place", "result_id", "faces", "body"
  from "review_result"
  where "account_id" = $1 and "kind" = $2 and "faces" >= $3
  order by "place"
  limit $4;
-- "account-1", "clusters", 2, 10

-- reviewRuns.findings: behind one
select "place", "result_id", "faces", "body"
  from "review_result"
  where "account_id" = $1 and "kind" = $2 and "faces" >= $3 and "place" > $4
  order by "place"
  limit $5;
-- "account-1", "clusters", 2, 3, 10

-- reviewRuns.finding
select "place", "result_id", "faces", "body"
  from "review_result"
  where "result_id" = $1 and "account_id" = $2 and "kind" = $3;
-- "finding-1", "account-1", "clusters"

-- reviewRuns.looseFaces: the first
select "descriptor"."descriptor_id", "create_time", "account_id", case when "descriptor_vector"."model_id" is null then "descriptor"."model_id" else "descriptor_vector"."model_id" end as "model_id", case when "descriptor_vector"."model_id" is null then "descriptor"."vector" else "descriptor_vector"."vector" end as "vector"
  from "descriptor"
  left join "descriptor_vector" on "descriptor_vector"."descriptor_id" = "descriptor"."descriptor_id"
    and "descriptor_vector"."model_id" = ''
    and "descriptor_vector"."in_use" = $1
  where "account_id" = $2 and not exists (select "face_id"
  from "person_face"
  where "face_id" = "descriptor"."descriptor_id") and not exists (select "dismissed_face"."descriptor_id"
  from "dismissed_face"
  where "dismissed_face"."descriptor_id" = "descriptor"."descriptor_id")
  order by "create_time" desc, "descriptor"."descriptor_id" desc
  limit $3;
-- true, "account-1", 400

-- reviewRuns.looseFaces: behind one
select "descriptor"."descriptor_id", "create_time", "account_id", case when "descriptor_vector"."model_id" is null then "descriptor"."model_id" else "descriptor_vector"."model_id" end as "model_id", case when "descriptor_vector"."model_id" is null then "descriptor"."vector" else "descriptor_vector"."vector" end as "vector"
  from "descriptor"
  left join "descriptor_vector" on "descriptor_vector"."descriptor_id" = "descriptor"."descriptor_id"
    and "descriptor_vector"."model_id" = ''
    and "descriptor_vector"."in_use" = $1
  where "account_id" = $2 and not exists (select "face_id"
  from "person_face"
  where "face_id" = "descriptor"."descriptor_id") and not exists (select "dismissed_face"."descriptor_id"
  from "dismissed_face"
  where "dismissed_face"."descriptor_id" = "descriptor"."descriptor_id") and ("create_time" <= $3 and ("create_time" < $4 or "descriptor"."descriptor_id" < $5))
  order by "create_time" desc, "descriptor"."descriptor_id" desc
  limit $6;
-- true, "account-1", "2018-05-10T12:41:25.813001Z", "2018-05-10T12:41:25.813001Z", "face-1", 400

-- descriptorModels.next: the first
select "model_id"
  from "descriptor"
  order by "model_id"
  limit $1;
-- 1

-- descriptorModels.next: behind one
select "model_id"
  from "descriptor"
  where "model_id" > $1
  order by "model_id"
  limit $2;
-- "fr", 1

-- descriptorModels.count
select count(*) as "count"
  from "descriptor"
  where "model_id" = $1;
-- "fr"

-- descriptorModels.countUnseen
select count(*) as "count"
  from "descriptor"
  left join "descriptor_vector" on "descriptor_vector"."descriptor_id" = "descriptor"."descriptor_id"
    and "descriptor_vector"."model_id" = 'fr+'
    and "descriptor_vector"."in_use" = $1
  where "descriptor"."model_id" = $2 and "descriptor_vector"."model_id" is null;
-- true, "fr"

-- modelVectors.missing: the first
select "descriptor"."descriptor_id", "descriptor"."account_id", "descriptor"."has_portrait"
  from "descriptor"
  left join "descriptor_vector" on "descriptor_vector"."descriptor_id" = "descriptor"."descriptor_id" and "descriptor_vector"."model_id" = $1
  where "descriptor"."model_id" != $2 and "descriptor_vector"."model_id" is null and "descriptor"."descriptor_id" > $3
  order by "descriptor"."descriptor_id"
  limit $4;
-- "fr+", "fr+", " ", 10

-- modelVectors.missing: behind an id
select "descriptor"."descriptor_id", "descriptor"."account_id", "descriptor"."has_portrait"
  from "descriptor"
  left join "descriptor_vector" on "descriptor_vector"."descriptor_id" = "descriptor"."descriptor_id" and "descriptor_vector"."model_id" = $1
  where "descriptor"."model_id" != $2 and "descriptor_vector"."model_id" is null and "descriptor"."descriptor_id" > $3
  order by "descriptor"."descriptor_id"
  limit $4;
-- "fr+", "fr+", "face-1", 10

-- modelVectors.countMissing
select count(*) as "count"
  from "descriptor"
  left join "descriptor_vector" on "descriptor_vector"."descriptor_id" = "descriptor"."descriptor_id" and "descriptor_vector"."model_id" = $1
  where "descriptor"."model_id" != $2 and "descriptor_vector"."model_id" is null;
-- "fr+", "fr+"

-- modelVectors.put
select "descriptor_id", "account_id"
  from "descriptor"
  where "descriptor_id" in ($1);
-- "face-1"
begin;
select "descriptor_id", "model_id"
  from "descriptor"
  where "descriptor_id" in ($1)
  order by "descriptor_id" for update;
-- "face-1"
insert into "descriptor_vector" ("descriptor_id", "model_id", "in_use", "vector")
  values ($1, $2, $3, $4)
  on conflict do nothing;
-- "face-1", "fr+", false, <8 bytes>
commit;

-- modelVectors.listsToSwitch
select "list_person"."list_id"
  from "list_person"
  inner join "person_face" on "person_face"."person_id" = "list_person"."person_id"
  inner join "descriptor_vector" on "descriptor_vector"."descriptor_id" = "person_face"."face_id"
  where "descriptor_vector"."model_id" = $1 union select "list_descriptor"."list_id"
  from "list_descriptor"
  inner join "descriptor_vector" on "descriptor_vector"."descriptor_id" = "list_descriptor"."descriptor_id"
  where "descriptor_vector"."model_id" = $2;
-- "fr+", "fr+"

-- modelVectors.pairs: a list of persons
select "version", "stamp", 0 as "of_descriptors"
  from "persons_list"
  where "list_id" = $1
  union all select "version", "stamp", 1 as "of_descriptors"
  from "descriptors_list"
  where "list_id" = $2;
-- "list-1", "list-1"
select "person_id" as "id"
  from "list_person"
  where "list_id" = $1 and "person_id" > $2
  order by "person_id"
  limit $3;
-- "list-1", " ", 400
select "descriptor"."descriptor_id", "person_face"."person_id", "descriptor"."model_id", "descriptor"."account_id", "descriptor"."vector", "descriptor_vector"."vector" as "other"
  from "descriptor"
  left join "person_face" on "person_face"."face_id" = "descriptor"."descriptor_id"
  left join "descriptor_vector" on "descriptor_vector"."descriptor_id" = "descriptor"."descriptor_id" and "descriptor_vector"."model_id" = $1
  where "person_face"."person_id" in ($2);
-- "fr+", "person-1"
select "person_id" as "id"
  from "list_person"
  where "list_id" = $1 and "person_id" > $2
  order by "person_id"
  limit $3;
-- "list-1", "person-1", 400

-- modelVectors.pairs: a list of descriptors
select "version", "stamp", 0 as "of_descriptors"
  from "persons_list"
  where "list_id" = $1
  union all select "version", "stamp", 1 as "of_descriptors"
  from "descriptors_list"
  where "list_id" = $2;
-- "list-1", "list-1"
select "descriptor_id" as "id"
  from "list_descriptor"
  where "list_id" = $1 and "descriptor_id" > $2
  order by "descriptor_id"
  limit $3;
-- "list-1", " ", 400
select "descriptor"."descriptor_id", "person_face"."person_id", "descriptor"."model_id", "descriptor"."account_id", "descriptor"."vector", "descriptor_vector"."vector" as "other"
  from "descriptor"
  left join "person_face" on "person_face"."face_id" = "descriptor"."descriptor_id"
  left join "descriptor_vector" on "descriptor_vector"."descriptor_id" = "descriptor"."descriptor_id" and "descriptor_vector"."model_id" = $1
  where "descriptor"."descriptor_id" in ($2);
-- "fr+", "person-1"
select "descriptor_id" as "id"
  from "list_descriptor"
  where "list_id" = $1 and "descriptor_id" > $2
  order by "descriptor_id"
  limit $3;
-- "list-1", "person-1", 400

-- modelVectors.switchList: a list of persons
begin;
select "version", "stamp", 0 as "of_descriptors"
  from "persons_list"
  where "list_id" = $1
  union all select "version", "stamp", 1 as "of_descriptors"
  from "descriptors_list"
  where "list_id" = $2;
-- "list-1", "list-1"
select "person_face"."face_id" as "id"
  from "list_person"
  inner join "person_face" on "person_face"."person_id" = "list_person"."person_id"
  where "list_person"."list_id" = $1;
-- "list-1"
select "descriptor_id"
  from "descriptor"
  where "model_id" != $1 and "descriptor_id" in ($2)
  order by "descriptor_id" for update;
-- "fr+", "face-1"
select "descriptor_id"
  from "descriptor_vector"
  where "model_id" = $1 and "descriptor_id" in ($2);
-- "fr+", "face-1"
insert into "descriptor_vector" ("descriptor_id", "model_id", "in_use", "vector") select "descriptor_id", "model_id", cast($1 as boolean) as "in_use", "vector"
  from "descriptor"
  where "descriptor_id" in ($2);
-- true, "face-1"
update "descriptor" set "model_id" = $1, "vector" = (select "descriptor_vector"."vector"
  from "descriptor_vector"
  where "descriptor_vector"."descriptor_id" = "descriptor"."descriptor_id" and "descriptor_vector"."model_id" = $2)
  where "descriptor_id" in ($3);
-- "fr+", "fr+", "face-1"
delete from "descriptor_vector"
  where "model_id" = $1 and "descriptor_id" in ($2);
-- "fr+", "face-1"
select "list_person"."list_id", "person_face"."face_id" as "id"
  from "list_person"
  inner join "person_face" on "person_face"."person_id" = "list_person"."person_id"
  where "person_face"."face_id" in ($1);
-- "face-1"
select "list_id", "descriptor_id" as "id"
  from "list_descriptor"
  where "descriptor_id" in ($1);
-- "face-1"
select count(*) as "count"
  from "descriptor"
  inner join "person_face" on "person_face"."face_id" = "descriptor"."descriptor_id"
  inner join "list_person" on "list_person"."person_id" = "person_face"."person_id"
  where "model_id" != $1 and "list_person"."list_id" = $2;
-- "fr+", "list-1"
commit;

-- modelVectors.switchList: a list of descriptors
begin;
select "version", "stamp", 0 as "of_descriptors"
  from "persons_list"
  where "list_id" = $1
  union all select "version", "stamp", 1 as "of_descriptors"
  from "descriptors_list"
  where "list_id" = $2;
-- "list-1", "list-1"
select "descriptor_id" as "id"
  from "list_descriptor"
  where "list_id" = $1;
-- "list-1"
select "descriptor_id"
  from "descriptor"
  where "model_id" != $1 and "descriptor_id" in ($2)
  order by "descriptor_id" for update;
-- "fr+", "face-1"
select "descriptor_id"
  from "descriptor_vector"
  where "model_id" = $1 and "descriptor_id" in ($2);
-- "fr+", "face-1"
insert into "descriptor_vector" ("descriptor_id", "model_id", "in_use", "vector") select "descriptor_id", "model_id", cast($1 as boolean) as "in_use", "vector"
  from "descriptor"
  where "descriptor_id" in ($2);
-- true, "face-1"
update "descriptor" set "model_id" = $1, "vector" = (select "descriptor_vector"."vector"
  from "descriptor_vector"
  where "descriptor_vector"."descriptor_id" = "descriptor"."descriptor_id" and "descriptor_vector"."model_id" = $2)
  where "descriptor_id" in ($3);
-- "fr+", "fr+", "face-1"
delete from "descriptor_vector"
  where "model_id" = $1 and "descriptor_id" in ($2);
-- "fr+", "face-1"
select "list_person"."list_id", "person_face"."face_id" as "id"
  from "list_person"
  inner join "person_face" on "person_face"."person_id" = "list_person"."person_id"
  where "person_face"."face_id" in ($1);
-- "face-1"
select "list_id", "descriptor_id" as "id"
  from "list_descriptor"
  where "descriptor_id" in ($1);
-- "face-1"
select count(*) as "count"
  from "descriptor"
  inner join "list_descriptor" on "list_descriptor"."descriptor_id" = "descriptor"."descriptor_id"
  where "model_id" != $1 and "list_descriptor"."list_id" = $2;
-- "fr+", "list-1"
commit;

-- modelVectors.switchSome
begin;
select "descriptor_id"
  from "descriptor_vector"
  where "model_id" = $1
  order by "descriptor_id"
  limit $2;
-- "fr+", 10
commit;

-- modelVectors.forget
select "descriptor_id"
  from "descriptor_vector"
  where "model_id" = $1
  limit $2;
-- "fr+", 10
delete from "descriptor_vector"
  where "model_id" = $1 and "descriptor_id" in ($2);
-- "fr+", "face-1"

-- modelVectors.counts
select "model_id", "in_use", count(*) as "count"
  from "descriptor_vector" group by "model_id", "in_use"
  order by "model_id";

-- garbage.find: everywhere
select "descriptor_id", "has_portrait"
  from "descriptor"
  where "last_update" <= $1 and not exists (select "person_face"."face_id"
  from "person_face"
  where "person_face"."face_id" = "descriptor"."descriptor_id") and not exists (select "list_descriptor"."descriptor_id"
  from "list_descriptor"
  where "list_descriptor"."descriptor_id" = "descriptor"."descriptor_id")
  order by "descriptor_id"
  limit $2;
-- "2018-05-10T12:41:25.813001Z", 10

-- garbage.find: of one account, behind an id
select "descriptor_id", "has_portrait"
  from "descriptor"
  where "last_update" <= $1 and not exists (select "person_face"."face_id"
  from "person_face"
  where "person_face"."face_id" = "descriptor"."descriptor_id") and not exists (select "list_descriptor"."descriptor_id"
  from "list_descriptor"
  where "list_descriptor"."descriptor_id" = "descriptor"."descriptor_id") and "account_id" = $2 and "descriptor_id" > $3
  order by "descriptor_id"
  limit $4;
-- "2018-05-10T12:41:25.813001Z", "account-1", "face-1", 10

-- garbage.delete
begin;
select 1 as "found"
  from "descriptor"
  where "descriptor_id" in ($1, $2, $3, $4)
  order by "descriptor_id" for update;
-- "face-1", "face-2", "face-3", "face-3"
select "descriptor_id"
  from "descriptor"
  where "last_update" <= $1 and not exists (select "person_face"."face_id"
  from "person_face"
  where "person_face"."face_id" = "descriptor"."descriptor_id") and not exists (select "list_descriptor"."descriptor_id"
  from "list_descriptor"
  where "list_descriptor"."descriptor_id" = "descriptor"."descriptor_id") and "descriptor_id" in ($2, $3, $4, $5);
-- "2018-05-10T12:41:25.813001Z", "face-1", "face-2", "face-3", "face-3"
delete from "descriptor"
  where "descriptor_id" in ($1);
-- "face-1"
commit;

-- garbage.changedAfter
select "descriptor_id"
  from "descriptor"
  where "last_update" > $1
  limit $2;
-- "2018-05-10T12:41:25.813001Z", 1

-- garbage.illustrated
select "descriptor_id"
  from "descriptor"
  where "descriptor_id" in ($1, $2, $3, $4) and "has_portrait" = $5;
-- "face-1", "face-2", "face-3", "face-3", true

-- idempotencyKeys.claim: a new one
insert into "idempotency_key" ("account_id", "key_hash", "fingerprint", "claim", "claim_time", "create_time")
  values ($1, $2, $3, $4, (now() at time zone 'utc'), (now() at time zone 'utc'))
  on conflict do nothing;
-- "account-1", "key-1", "request-1", "claim-2"
select "fingerprint", "claim", "claim_time", "create_time", "steps", "status", "answer", (now() at time zone 'utc') as "now"
  from "idempotency_key"
  where "account_id" = $1 and "key_hash" = $2;
-- "account-1", "key-1"

-- idempotencyKeys.claim: one whose attempt has ended
insert into "idempotency_key" ("account_id", "key_hash", "fingerprint", "claim", "claim_time", "create_time")
  values ($1, $2, $3, $4, (now() at time zone 'utc'), (now() at time zone 'utc'))
  on conflict do nothing;
-- "account-1", "key-1", "request-1", "claim-2"
select "fingerprint", "claim", "claim_time", "create_time", "steps", "status", "answer", (now() at time zone 'utc') as "now"
  from "idempotency_key"
  where "account_id" = $1 and "key_hash" = $2;
-- "account-1", "key-1"
update "idempotency_key" set "claim" = $1, "claim_time" = (now() at time zone 'utc')
  where "account_id" = $2 and "key_hash" = $3 and "claim" = $4 and "status" is null;
-- "claim-2", "account-1", "key-1", "claim-1"
insert into "idempotency_key" ("account_id", "key_hash", "fingerprint", "claim", "claim_time", "create_time")
  values ($1, $2, $3, $4, (now() at time zone 'utc'), (now() at time zone 'utc'))
  on conflict do nothing;
-- "account-1", "key-1", "request-1", "claim-2"
select "fingerprint", "claim", "claim_time", "create_time", "steps", "status", "answer", (now() at time zone 'utc') as "now"
  from "idempotency_key"
  where "account_id" = $1 and "key_hash" = $2;
-- "account-1", "key-1"
insert into "idempotency_key" ("account_id", "key_hash", "fingerprint", "claim", "claim_time", "create_time")
  values ($1, $2, $3, $4, (now() at time zone 'utc'), (now() at time zone 'utc'))
  on conflict do nothing;
-- "account-1", "key-1", "request-1", "claim-2"

-- idempotencyKeys.answer
update "idempotency_key" set "status" = $1, "answer" = $2, "steps" = $3
  where "account_id" = $4 and "key_hash" = $5 and "claim" = $6 and "status" is null;
-- 201, <1 bytes>, null, "account-1", "key-1", "claim-2"

-- idempotencyKeys.release
update "idempotency_key" set "claim_time" = $1
  where "account_id" = $2 and "key_hash" = $3 and "claim" = $4 and "status" is null;
-- null, "account-1", "key-1", "claim-2"

-- idempotencyKeys.releaseAll
update "idempotency_key" set "claim_time" = $1
  where "status" is null and "claim_time" is not null;
-- null

-- idempotencyKeys.count
select count(*) as "count"
  from "idempotency_key"
  where "account_id" = $1;
-- "account-1"

-- idempotencyKeys.countOlder
select "create_time", (now() at time zone 'utc') as "now"
  from "idempotency_key"
  order by "create_time"
  limit $1;
-- 1
select count(*) as "count"
  from "idempotency_key"
  where "create_time" < $1;
-- "2018-05-10T12:40:25.813000Z"

-- idempotencyKeys.sweep
select "create_time", (now() at time zone 'utc') as "now"
  from "idempotency_key"
  order by "create_time"
  limit $1;
-- 1
begin;
select 1 as "found"
  from "idempotency_key"
  where "create_time" < $1
  order by "account_id", "key_hash" for update;
-- "2018-05-10T12:42:25.813000Z"
delete from "idempotency_key"
  where "create_time" < $1;
-- "2018-05-10T12:42:25.813000Z"
commit;
select "create_time", (now() at time zone 'utc') as "now"
  from "idempotency_key"
  order by "create_time"
  limit $1;
-- 1

-- auditLog.append: the first of all
select "seq", "hash"
  from "audit_mark"
  where "name" = $1;
-- "last"
insert into "audit_mark" ("name", "seq", "hash")
  values ($1, $2, $3)
  on conflict do nothing;
-- "first", 0, null
insert into "audit_mark" ("name", "seq", "hash")
  values ($1, $2, $3)
  on conflict do nothing;
-- "last", 0, null
begin;
select "seq", "hash"
  from "audit_mark"
  where "name" = $1
  order by "name" for update;
-- "last"
select "seq", "hash"
  from "audit_mark"
  where "name" = $1;
-- "writer-1"
insert into "audit_batch" ("last_seq", "first_seq", "last_time", "entries", "hash")
  values ($1, $2, $3, $4, $5);
-- 2, 1, "2018-05-10T12:41:25.813001Z", "line\nline", "hash"
update "audit_mark" set "seq" = $1, "hash" = $2
  where "name" = $3;
-- 2, "hash", "last"
insert into "audit_mark" ("name", "seq", "hash")
  values ($1, $2, $3);
-- "writer-1", 1, null
commit;

-- auditLog.append: a further one of a writer
select "seq", "hash"
  from "audit_mark"
  where "name" = $1;
-- "last"
begin;
select "seq", "hash"
  from "audit_mark"
  where "name" = $1
  order by "name" for update;
-- "last"
select "seq", "hash"
  from "audit_mark"
  where "name" = $1;
-- "writer-1"
insert into "audit_batch" ("last_seq", "first_seq", "last_time", "entries", "hash")
  values ($1, $2, $3, $4, $5);
-- 9, 8, "2018-05-10T12:41:25.813001Z", "line\nline", "hash"
update "audit_mark" set "seq" = $1, "hash" = $2
  where "name" = $3;
-- 9, "hash", "last"
update "audit_mark" set "seq" = $1, "hash" = $2
  where "name" = $3;
-- 2, null, "writer-1"
commit;

-- auditLog.ends
select "seq", "hash"
  from "audit_mark"
  where "name" = $1;
-- "first"
select "seq", "hash"
  from "audit_mark"
  where "name" = $1;
-- "last"

-- auditLog.after
select "seq", "entry_time", "action", "operation", "status", "items", "hash"
  from "audit_entry"
  where "seq" > $1
  order by "seq"
  limit $2;
-- 7, 1000
select "last_seq", "first_seq", "last_time", "entries", "hash"
  from "audit_batch"
  where "last_seq" > $1
  order by "last_seq"
  limit $2;
-- 7, 8

-- auditLog.containing
select "seq", "entry_time", "action", "operation", "status", "items", "hash"
  from "audit_entry"
  where "seq" > $1 and "seq" <= $2 and ("items" like $3 escape '!' or "items" like $4 escape '!');
-- 0, 100, "%account-1%", "%person-1%"
select "last_seq", "first_seq", "last_time", "entries", "hash"
  from "audit_batch"
  where "last_seq" > $1 and "last_seq" <= $2 and ("entries" like $3 escape '!' or "entries" like $4 escape '!');
-- 0, 100, "%account-1%", "%person-1%"

-- auditLog.rewrite
begin;
select "seq", "hash"
  from "audit_mark"
  where "name" = $1;
-- "first"
select "seq", "hash"
  from "audit_mark"
  where "name" = $1
  order by "name" for update;
-- "first"
select "seq", "entry_time", "action", "operation", "status", "items", "hash"
  from "audit_entry"
  where "seq" > $1 and "seq" <= $2 and "items" like $3 escape '!';
-- 0, 100, "%person-1%"
select "last_seq", "first_seq", "last_time", "entries", "hash"
  from "audit_batch"
  where "last_seq" > $1 and "last_seq" <= $2 and "entries" like $3 escape '!';
-- 0, 100, "%person-1%"
update "audit_entry" set "items" = $1
  where "seq" = $2;
-- "[[\"list_id\",\"list\",\"salt\"]]", 5
update "audit_batch" set "entries" = $1
  where "last_seq" = $2;
-- "line\nline", 7
commit;

-- auditLog.dropOlder
begin;
select "seq", "hash"
  from "audit_mark"
  where "name" = $1;
-- "first"
select "seq", "hash"
  from "audit_mark"
  where "name" = $1
  order by "name" for update;
-- "first"
select "seq", "hash", "entry_time"
  from "audit_entry"
  where "seq" > $1
  order by "seq"
  limit $2;
-- 0, 1000
select "last_seq", "hash", "last_time"
  from "audit_batch"
  where "last_seq" > $1
  order by "last_seq"
  limit $2;
-- 0, 1000
delete from "audit_entry"
  where "seq" <= $1;
-- 3
delete from "audit_batch"
  where "last_seq" <= $1;
-- 3
update "audit_mark" set "seq" = $1, "hash" = $2
  where "name" = $3;
-- 3, "x", "first"
commit;

-- encryption.mode
select "mode"
  from "encryption_state"
  where "state_id" = $1;
-- 1

-- encryption.setMode
insert into "encryption_state" ("state_id", "mode")
  values ($1, $2);
-- 1, "sealed"
update "encryption_state" set "mode" = $1
  where "state_id" = $2;
-- "sealed", 1

-- encryption.keys
select "account_id", "master_key", "wrapped_key"
  from "account_key"
  where "account_id" in ($1, $2);
-- "account-1", "account-2"

-- encryption.addKey
insert into "account_key" ("account_id", "master_key", "wrapped_key", "create_time")
  values ($1, $2, $3, (now() at time zone 'utc'))
  on conflict do nothing;
-- "account-1", "k1", "x"

-- encryption.keyPage: from the first
select "account_id", "master_key", "wrapped_key"
  from "account_key"
  order by "account_id"
  limit $1;
-- 100

-- encryption.keyPage: behind one
select "account_id", "master_key", "wrapped_key"
  from "account_key"
  where "account_id" > $1
  order by "account_id"
  limit $2;
-- "account-1", 100

-- encryption.rewrapKey
update "account_key" set "master_key" = $1, "wrapped_key" = $2
  where "account_id" = $3 and "wrapped_key" = $4;
-- "k2", "y", "account-1", "x"

-- encryption.masterKeys
select "master_key", count(*) as "count"
  from "account_key" group by "master_key";

-- encryption.removeKeys
delete from "account_key";

-- encryption.vectors
select distinct "descriptor_id"
  from "descriptor"
  order by "descriptor_id"
  limit $1;
-- 9
select "descriptor_id", "account_id", "model_id", "vector"
  from "descriptor"
  where "descriptor_id" in ($1) and not (octet_length("vector") % 4 = 1);
-- "face-1"

-- encryption.images
select distinct "descriptor_id"
  from "portrait"
  where "descriptor_id" > $1
  order by "descriptor_id"
  limit $2;
-- "face-1", 9
select "descriptor_id", "side", "image"
  from "portrait"
  where "descriptor_id" in ($1) and get_byte("image", 0) = 1;
-- "face-1"
select "descriptor_id", "account_id"
  from "descriptor"
  where "descriptor_id" in ($1);
-- "face-1"

-- encryption.replaceVectors
begin;
update "descriptor" set "vector" = $1
  where "descriptor_id" = $2 and "model_id" = $3;
-- <1 bytes>, "face-1", "fr"
commit;

-- encryption.replaceImages
begin;
update "portrait" set "image" = $1
  where "descriptor_id" = $2 and "side" = $3;
-- <1 bytes>, "face-1", 64
commit;

-- encryption.countVectors
select count(*) as "count"
  from "descriptor"
  where octet_length("vector") % 4 = 1;
select count(*) as "count"
  from "descriptor";
select count(*) as "count"
  from "descriptor_vector"
  where octet_length("vector") % 4 = 1;
select count(*) as "count"
  from "descriptor_vector";

-- encryption.countImages
select count(*) as "count"
  from "portrait"
  where get_byte("image", 0) = 1;
select count(*) as "count"
  from "portrait";

-- encryption.accountsOf
select "descriptor_id", "account_id"
  from "descriptor"
  where "descriptor_id" in ($1, $2, $3, $4);
-- "face-1", "face-2", "face-3", "face-3"

-- encryption.unreadableAccounts
select "account_id"
  from "account"
  where not exists (select "account_key"."account_id"
  from "account_key"
  where "account_key"."account_id" = "account"."account_id") and exists (select "descriptor"."descriptor_id"
  from "descriptor"
  where "descriptor"."account_id" = "account"."account_id" and octet_length("descriptor"."vector") % 4 = 1)
  order by "account_id"
  limit $1;
-- 10
