-- migrate: 0001_initial_schema
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
create table "SCHEMA_MIGRATION_LOCK" ("ID" number(1));
begin;
lock table "SCHEMA_MIGRATION_LOCK" in exclusive mode;
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
create table "SCHEMA_MIGRATION" ("NAME" varchar2(64 char) not null, "TIME" timestamp(6) not null, constraint "SCHEMA_MIGRATION_PK" primary key ("NAME"));
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration_step"
create table "SCHEMA_MIGRATION_STEP" ("MIGRATION" varchar2(64 char) not null, "STEP" number(10) not null, constraint "SCHEMA_MIGRATION_STEP_PK" primary key ("MIGRATION", "STEP"));
select "STEP"
  from "SCHEMA_MIGRATION_STEP"
  where "MIGRATION" = :1
  order by "STEP" desc
  fetch first :2 rows only;
-- "0001_initial_schema", 1
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0001_initial_schema", 0
create table "ACCOUNT" ("ACCOUNT_ID" varchar2(36) not null, "ACTIVE" number(1) not null, "EMAIL" varchar2(256 char) not null, "PASSWORD" varchar2(256 char) not null, "ORGANIZATION_NAME" varchar2(128 char), "CREATE_TIME" timestamp(6) not null, constraint "ACCOUNT_PK" primary key ("ACCOUNT_ID"), constraint "ACCOUNT_EMAIL_KEY" unique ("EMAIL"));
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0001_initial_schema", 1
create table "ACCOUNT_TOKEN" ("TOKEN_ID" varchar2(36) not null, "TOKEN" varchar2(64 char) not null, "ACCOUNT_ID" varchar2(36) not null, "TOKEN_DATA" varchar2(128 char), "CREATE_TIME" timestamp(6) not null, constraint "ACCOUNT_TOKEN_PK" primary key ("TOKEN_ID"), constraint "ACCOUNT_TOKEN_ACCOUNT_FK" foreign key ("ACCOUNT_ID") references "ACCOUNT" ("ACCOUNT_ID"));
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0001_initial_schema", 2
create index "ACCOUNT_TOKEN_TIME_INDEX" on "ACCOUNT_TOKEN" ("ACCOUNT_ID", "CREATE_TIME");
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0001_initial_schema", 3
create table "PERSON" ("PERSON_ID" varchar2(36) not null, "ACCOUNT_ID" varchar2(36) not null, "USER_DATA" varchar2(128 char), "EXTERNAL_ID" varchar2(36 char), "CREATE_TIME" timestamp(6) not null, constraint "PERSON_PK" primary key ("PERSON_ID"), constraint "PERSON_ACCOUNT_FK" foreign key ("ACCOUNT_ID") references "ACCOUNT" ("ACCOUNT_ID"));
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0001_initial_schema", 4
create index "PERSON_TIME_INDEX" on "PERSON" ("ACCOUNT_ID", "CREATE_TIME", "PERSON_ID");
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0001_initial_schema", 5
create index "PERSON_EXTERNAL_ID_INDEX" on "PERSON" ("ACCOUNT_ID", "EXTERNAL_ID");
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0001_initial_schema", 6
create table "DESCRIPTOR" ("DESCRIPTOR_ID" varchar2(36) not null, "ACCOUNT_ID" varchar2(36) not null, "CREATE_TIME" timestamp(6) not null, "LAST_UPDATE" timestamp(6) not null, "MODEL_ID" varchar2(64 char) not null, "VECTOR" blob not null, "HAS_PORTRAIT" number(1) not null, constraint "DESCRIPTOR_PK" primary key ("DESCRIPTOR_ID"), constraint "DESCRIPTOR_ACCOUNT_FK" foreign key ("ACCOUNT_ID") references "ACCOUNT" ("ACCOUNT_ID"));
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0001_initial_schema", 7
create index "DESCRIPTOR_TIME_INDEX" on "DESCRIPTOR" ("ACCOUNT_ID", "CREATE_TIME", "DESCRIPTOR_ID");
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0001_initial_schema", 8
create table "PERSONS_LIST" ("LIST_ID" varchar2(36) not null, "ACCOUNT_ID" varchar2(36) not null, "USER_DATA" varchar2(128 char), "CREATE_TIME" timestamp(6) not null, "VERSION" number(19) not null, "UPDATE_TIME" timestamp(6) not null, constraint "PERSONS_LIST_PK" primary key ("LIST_ID"), constraint "PERSONS_LIST_ACCOUNT_FK" foreign key ("ACCOUNT_ID") references "ACCOUNT" ("ACCOUNT_ID"));
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0001_initial_schema", 9
create index "CREATE_PERSONS_LIST_TIME_INDEX" on "PERSONS_LIST" ("ACCOUNT_ID", "CREATE_TIME");
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0001_initial_schema", 10
create table "DESCRIPTORS_LIST" ("LIST_ID" varchar2(36) not null, "ACCOUNT_ID" varchar2(36) not null, "USER_DATA" varchar2(128 char), "CREATE_TIME" timestamp(6) not null, "VERSION" number(19) not null, "UPDATE_TIME" timestamp(6) not null, constraint "DESCRIPTORS_LIST_PK" primary key ("LIST_ID"), constraint "DESCRIPTORS_LIST_ACCOUNT_FK" foreign key ("ACCOUNT_ID") references "ACCOUNT" ("ACCOUNT_ID"));
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0001_initial_schema", 11
create index "CREATE_DESCR_LIST_TIME_INDEX" on "DESCRIPTORS_LIST" ("ACCOUNT_ID", "CREATE_TIME");
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0001_initial_schema", 12
create table "LIST_CHANGE" ("LIST_ID" varchar2(36) not null, "VERSION" number(19) not null, "ORDINAL" number(10) not null, "DESCRIPTOR_ID" varchar2(36) not null, "OPERATION" varchar2(6 char) not null, constraint "LIST_CHANGE_PK" primary key ("LIST_ID", "VERSION", "ORDINAL"));
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0001_initial_schema", 13
create table "PERSON_FACE" ("FACE_ID" varchar2(36) not null, "PERSON_ID" varchar2(36) not null, "LINK_TIME" timestamp(6) not null, constraint "PERSON_FACE_PK" primary key ("FACE_ID"), constraint "PERSON_FACE_FACE_FK" foreign key ("FACE_ID") references "DESCRIPTOR" ("DESCRIPTOR_ID"), constraint "PERSON_FACE_PERSON_FK" foreign key ("PERSON_ID") references "PERSON" ("PERSON_ID") on delete cascade);
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0001_initial_schema", 14
create index "PERSON_FACE_PERSON_INDEX" on "PERSON_FACE" ("PERSON_ID", "LINK_TIME");
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0001_initial_schema", 15
create table "LIST_PERSON" ("LIST_ID" varchar2(36) not null, "PERSON_ID" varchar2(36) not null, "CREATE_TIME" timestamp(6) not null, constraint "LIST_PERSON_PK" primary key ("LIST_ID", "PERSON_ID"), constraint "LIST_PERSON_LIST_FK" foreign key ("LIST_ID") references "PERSONS_LIST" ("LIST_ID") on delete cascade, constraint "LIST_PERSON_PERSON_FK" foreign key ("PERSON_ID") references "PERSON" ("PERSON_ID") on delete cascade);
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0001_initial_schema", 16
create index "LIST_PERSON_PERSON_INDEX" on "LIST_PERSON" ("PERSON_ID");
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0001_initial_schema", 17
create index "LIST_PERSON_TIME_INDEX" on "LIST_PERSON" ("LIST_ID", "CREATE_TIME", "PERSON_ID");
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0001_initial_schema", 18
create table "LIST_DESCRIPTOR" ("LIST_ID" varchar2(36) not null, "DESCRIPTOR_ID" varchar2(36) not null, "CREATE_TIME" timestamp(6) not null, "LINK_TIME" timestamp(6) not null, constraint "LIST_DESCRIPTOR_PK" primary key ("LIST_ID", "DESCRIPTOR_ID"), constraint "LIST_DESCRIPTOR_LIST_FK" foreign key ("LIST_ID") references "DESCRIPTORS_LIST" ("LIST_ID") on delete cascade, constraint "LIST_DESCRIPTOR_DESCRIPTOR_FK" foreign key ("DESCRIPTOR_ID") references "DESCRIPTOR" ("DESCRIPTOR_ID"));
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0001_initial_schema", 19
create index "LIST_DESCRIPTOR_DESCR_INDEX" on "LIST_DESCRIPTOR" ("DESCRIPTOR_ID");
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0001_initial_schema", 20
create index "LIST_DESCRIPTOR_TIME_INDEX" on "LIST_DESCRIPTOR" ("LIST_ID", "CREATE_TIME", "DESCRIPTOR_ID");
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0001_initial_schema", 21
create table "HANDLER" ("HANDLER_ID" varchar2(36) not null, "ACCOUNT_ID" varchar2(36) not null, "TYPE" number(10) not null, "POLICIES" clob not null, "VERSION" number(10) not null, "CREATE_TIME" timestamp(6) not null, "LAST_UPDATE_TIME" timestamp(6) not null, constraint "HANDLER_PK" primary key ("HANDLER_ID"), constraint "HANDLER_ACCOUNT_TYPE_KEY" unique ("ACCOUNT_ID", "TYPE"), constraint "HANDLER_ACCOUNT_FK" foreign key ("ACCOUNT_ID") references "ACCOUNT" ("ACCOUNT_ID"));
begin;
insert into "SCHEMA_MIGRATION" ("NAME", "TIME")
  values (:1, cast(systimestamp at time zone 'UTC' as timestamp(6)));
-- "0001_initial_schema"
delete from "SCHEMA_MIGRATION_STEP"
  where "MIGRATION" = :1;
-- "0001_initial_schema"
commit;
commit;

-- migrate: 0002_list_stamps
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
create table "SCHEMA_MIGRATION_LOCK" ("ID" number(1));
begin;
lock table "SCHEMA_MIGRATION_LOCK" in exclusive mode;
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
create table "SCHEMA_MIGRATION" ("NAME" varchar2(64 char) not null, "TIME" timestamp(6) not null, constraint "SCHEMA_MIGRATION_PK" primary key ("NAME"));
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration_step"
create table "SCHEMA_MIGRATION_STEP" ("MIGRATION" varchar2(64 char) not null, "STEP" number(10) not null, constraint "SCHEMA_MIGRATION_STEP_PK" primary key ("MIGRATION", "STEP"));
select "STEP"
  from "SCHEMA_MIGRATION_STEP"
  where "MIGRATION" = :1
  order by "STEP" desc
  fetch first :2 rows only;
-- "0002_list_stamps", 1
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0002_list_stamps", 0
alter table "PERSONS_LIST" add "STAMP" number(19) default 0 not null;
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0002_list_stamps", 1
alter table "DESCRIPTORS_LIST" add "STAMP" number(19) default 0 not null;
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0002_list_stamps", 2
alter table "LIST_CHANGE" add "STAMP" number(19) default 0 not null;
begin;
insert into "SCHEMA_MIGRATION" ("NAME", "TIME")
  values (:1, cast(systimestamp at time zone 'UTC' as timestamp(6)));
-- "0002_list_stamps"
delete from "SCHEMA_MIGRATION_STEP"
  where "MIGRATION" = :1;
-- "0002_list_stamps"
commit;
commit;

-- migrate: 0003_retention
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
create table "SCHEMA_MIGRATION_LOCK" ("ID" number(1));
begin;
lock table "SCHEMA_MIGRATION_LOCK" in exclusive mode;
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
create table "SCHEMA_MIGRATION" ("NAME" varchar2(64 char) not null, "TIME" timestamp(6) not null, constraint "SCHEMA_MIGRATION_PK" primary key ("NAME"));
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration_step"
create table "SCHEMA_MIGRATION_STEP" ("MIGRATION" varchar2(64 char) not null, "STEP" number(10) not null, constraint "SCHEMA_MIGRATION_STEP_PK" primary key ("MIGRATION", "STEP"));
select "STEP"
  from "SCHEMA_MIGRATION_STEP"
  where "MIGRATION" = :1
  order by "STEP" desc
  fetch first :2 rows only;
-- "0003_retention", 1
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0003_retention", 0
create table "ACCOUNT_RETENTION" ("ACCOUNT_ID" varchar2(36) not null, "DESCRIPTOR_DAYS" number(10), "PORTRAIT_DAYS" number(10), constraint "ACCOUNT_RETENTION_PK" primary key ("ACCOUNT_ID"), constraint "ACCOUNT_RETENTION_ACCOUNT_FK" foreign key ("ACCOUNT_ID") references "ACCOUNT" ("ACCOUNT_ID"));
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0003_retention", 1
create table "PORTRAIT_ERASURE" ("DESCRIPTOR_ID" varchar2(36) not null, constraint "PORTRAIT_ERASURE_PK" primary key ("DESCRIPTOR_ID"));
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0003_retention", 2
create index "DESCRIPTOR_PORTRAIT_INDEX" on "DESCRIPTOR" ("ACCOUNT_ID", "HAS_PORTRAIT", "CREATE_TIME", "DESCRIPTOR_ID");
begin;
insert into "SCHEMA_MIGRATION" ("NAME", "TIME")
  values (:1, cast(systimestamp at time zone 'UTC' as timestamp(6)));
-- "0003_retention"
delete from "SCHEMA_MIGRATION_STEP"
  where "MIGRATION" = :1;
-- "0003_retention"
commit;
commit;

-- migrate: 0005_portraits
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
create table "SCHEMA_MIGRATION_LOCK" ("ID" number(1));
begin;
lock table "SCHEMA_MIGRATION_LOCK" in exclusive mode;
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
create table "SCHEMA_MIGRATION" ("NAME" varchar2(64 char) not null, "TIME" timestamp(6) not null, constraint "SCHEMA_MIGRATION_PK" primary key ("NAME"));
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration_step"
create table "SCHEMA_MIGRATION_STEP" ("MIGRATION" varchar2(64 char) not null, "STEP" number(10) not null, constraint "SCHEMA_MIGRATION_STEP_PK" primary key ("MIGRATION", "STEP"));
select "STEP"
  from "SCHEMA_MIGRATION_STEP"
  where "MIGRATION" = :1
  order by "STEP" desc
  fetch first :2 rows only;
-- "0005_portraits", 1
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0005_portraits", 0
create table "PORTRAIT" ("DESCRIPTOR_ID" varchar2(36) not null, "SIDE" number(10) not null, "IMAGE" blob not null, "CREATE_TIME" timestamp(6) not null, constraint "PORTRAIT_PK" primary key ("DESCRIPTOR_ID", "SIDE"));
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0005_portraits", 1
create table "PORTRAIT_PLACE" ("PLACE_ID" number(10) not null, "KIND" varchar2(8 char) not null, "FOLDER_ID" varchar2(36), "MOVING_FROM" varchar2(8 char), constraint "PORTRAIT_PLACE_PK" primary key ("PLACE_ID"));
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0005_portraits", 2
alter table "PORTRAIT_ERASURE" add "ACCOUNT_ID" varchar2(36);
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0005_portraits", 3
alter table "PORTRAIT_ERASURE" add "NOTE_TIME" timestamp(6);
begin;
insert into "SCHEMA_MIGRATION" ("NAME", "TIME")
  values (:1, cast(systimestamp at time zone 'UTC' as timestamp(6)));
-- "0005_portraits"
delete from "SCHEMA_MIGRATION_STEP"
  where "MIGRATION" = :1;
-- "0005_portraits"
commit;
commit;

-- migrate: 0006_idempotency_keys
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
create table "SCHEMA_MIGRATION_LOCK" ("ID" number(1));
begin;
lock table "SCHEMA_MIGRATION_LOCK" in exclusive mode;
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
create table "SCHEMA_MIGRATION" ("NAME" varchar2(64 char) not null, "TIME" timestamp(6) not null, constraint "SCHEMA_MIGRATION_PK" primary key ("NAME"));
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration_step"
create table "SCHEMA_MIGRATION_STEP" ("MIGRATION" varchar2(64 char) not null, "STEP" number(10) not null, constraint "SCHEMA_MIGRATION_STEP_PK" primary key ("MIGRATION", "STEP"));
select "STEP"
  from "SCHEMA_MIGRATION_STEP"
  where "MIGRATION" = :1
  order by "STEP" desc
  fetch first :2 rows only;
-- "0006_idempotency_keys", 1
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0006_idempotency_keys", 0
create table "IDEMPOTENCY_KEY" ("ACCOUNT_ID" varchar2(36) not null, "KEY_HASH" varchar2(64 char) not null, "FINGERPRINT" varchar2(64 char) not null, "CLAIM" varchar2(36) not null, "CLAIM_TIME" timestamp(6), "CREATE_TIME" timestamp(6) not null, "STEPS" blob, "STATUS" number(10), "ANSWER" blob, constraint "IDEMPOTENCY_KEY_PK" primary key ("ACCOUNT_ID", "KEY_HASH"), constraint "IDEMPOTENCY_KEY_ACCOUNT_FK" foreign key ("ACCOUNT_ID") references "ACCOUNT" ("ACCOUNT_ID"));
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0006_idempotency_keys", 1
create index "IDEMPOTENCY_KEY_TIME_INDEX" on "IDEMPOTENCY_KEY" ("CREATE_TIME");
begin;
insert into "SCHEMA_MIGRATION" ("NAME", "TIME")
  values (:1, cast(systimestamp at time zone 'UTC' as timestamp(6)));
-- "0006_idempotency_keys"
delete from "SCHEMA_MIGRATION_STEP"
  where "MIGRATION" = :1;
-- "0006_idempotency_keys"
commit;
commit;

-- migrate: 0007_invitations
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
create table "SCHEMA_MIGRATION_LOCK" ("ID" number(1));
begin;
lock table "SCHEMA_MIGRATION_LOCK" in exclusive mode;
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
create table "SCHEMA_MIGRATION" ("NAME" varchar2(64 char) not null, "TIME" timestamp(6) not null, constraint "SCHEMA_MIGRATION_PK" primary key ("NAME"));
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration_step"
create table "SCHEMA_MIGRATION_STEP" ("MIGRATION" varchar2(64 char) not null, "STEP" number(10) not null, constraint "SCHEMA_MIGRATION_STEP_PK" primary key ("MIGRATION", "STEP"));
select "STEP"
  from "SCHEMA_MIGRATION_STEP"
  where "MIGRATION" = :1
  order by "STEP" desc
  fetch first :2 rows only;
-- "0007_invitations", 1
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0007_invitations", 0
create table "INVITATION" ("INVITATION_ID" varchar2(36) not null, "CODE_HASH" varchar2(64 char) not null, "NOTE" varchar2(128 char), "CREATE_TIME" timestamp(6) not null, "EXPIRE_TIME" timestamp(6) not null, constraint "INVITATION_PK" primary key ("INVITATION_ID"), constraint "INVITATION_CODE_KEY" unique ("CODE_HASH"));
begin;
insert into "SCHEMA_MIGRATION" ("NAME", "TIME")
  values (:1, cast(systimestamp at time zone 'UTC' as timestamp(6)));
-- "0007_invitations"
delete from "SCHEMA_MIGRATION_STEP"
  where "MIGRATION" = :1;
-- "0007_invitations"
commit;
commit;

-- migrate: 0008_descriptor_models
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
create table "SCHEMA_MIGRATION_LOCK" ("ID" number(1));
begin;
lock table "SCHEMA_MIGRATION_LOCK" in exclusive mode;
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
create table "SCHEMA_MIGRATION" ("NAME" varchar2(64 char) not null, "TIME" timestamp(6) not null, constraint "SCHEMA_MIGRATION_PK" primary key ("NAME"));
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration_step"
create table "SCHEMA_MIGRATION_STEP" ("MIGRATION" varchar2(64 char) not null, "STEP" number(10) not null, constraint "SCHEMA_MIGRATION_STEP_PK" primary key ("MIGRATION", "STEP"));
select "STEP"
  from "SCHEMA_MIGRATION_STEP"
  where "MIGRATION" = :1
  order by "STEP" desc
  fetch first :2 rows only;
-- "0008_descriptor_models", 1
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0008_descriptor_models", 0
create index "DESCRIPTOR_MODEL_INDEX" on "DESCRIPTOR" ("MODEL_ID");
begin;
insert into "SCHEMA_MIGRATION" ("NAME", "TIME")
  values (:1, cast(systimestamp at time zone 'UTC' as timestamp(6)));
-- "0008_descriptor_models"
delete from "SCHEMA_MIGRATION_STEP"
  where "MIGRATION" = :1;
-- "0008_descriptor_models"
commit;
commit;

-- migrate: 0009_audit_log
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
create table "SCHEMA_MIGRATION_LOCK" ("ID" number(1));
begin;
lock table "SCHEMA_MIGRATION_LOCK" in exclusive mode;
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
create table "SCHEMA_MIGRATION" ("NAME" varchar2(64 char) not null, "TIME" timestamp(6) not null, constraint "SCHEMA_MIGRATION_PK" primary key ("NAME"));
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration_step"
create table "SCHEMA_MIGRATION_STEP" ("MIGRATION" varchar2(64 char) not null, "STEP" number(10) not null, constraint "SCHEMA_MIGRATION_STEP_PK" primary key ("MIGRATION", "STEP"));
select "STEP"
  from "SCHEMA_MIGRATION_STEP"
  where "MIGRATION" = :1
  order by "STEP" desc
  fetch first :2 rows only;
-- "0009_audit_log", 1
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0009_audit_log", 0
create table "AUDIT_ENTRY" ("SEQ" number(19) not null, "ENTRY_TIME" timestamp(6) not null, "ACTION" varchar2(16 char) not null, "OPERATION" varchar2(64 char) not null, "STATUS" number(10) not null, "ITEMS" clob, "HASH" varchar2(64 char) not null, constraint "AUDIT_ENTRY_PK" primary key ("SEQ"));
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0009_audit_log", 1
create table "AUDIT_MARK" ("NAME" varchar2(36 char) not null, "SEQ" number(19) not null, "HASH" varchar2(64 char), constraint "AUDIT_MARK_PK" primary key ("NAME"));
begin;
insert into "SCHEMA_MIGRATION" ("NAME", "TIME")
  values (:1, cast(systimestamp at time zone 'UTC' as timestamp(6)));
-- "0009_audit_log"
delete from "SCHEMA_MIGRATION_STEP"
  where "MIGRATION" = :1;
-- "0009_audit_log"
commit;
commit;

-- migrate: 0010_review
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
create table "SCHEMA_MIGRATION_LOCK" ("ID" number(1));
begin;
lock table "SCHEMA_MIGRATION_LOCK" in exclusive mode;
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
create table "SCHEMA_MIGRATION" ("NAME" varchar2(64 char) not null, "TIME" timestamp(6) not null, constraint "SCHEMA_MIGRATION_PK" primary key ("NAME"));
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration_step"
create table "SCHEMA_MIGRATION_STEP" ("MIGRATION" varchar2(64 char) not null, "STEP" number(10) not null, constraint "SCHEMA_MIGRATION_STEP_PK" primary key ("MIGRATION", "STEP"));
select "STEP"
  from "SCHEMA_MIGRATION_STEP"
  where "MIGRATION" = :1
  order by "STEP" desc
  fetch first :2 rows only;
-- "0010_review", 1
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0010_review", 0
create table "PERSON_ACTION" ("ACTION_ID" varchar2(36) not null, "ACCOUNT_ID" varchar2(36) not null, "KIND" varchar2(16 char) not null, "CREATE_TIME" timestamp(6) not null, "UNDO_TIME" timestamp(6), "PERSON_ID" varchar2(36), "OTHER_PERSON_ID" varchar2(36), "DETAILS" clob not null, constraint "PERSON_ACTION_PK" primary key ("ACTION_ID"), constraint "PERSON_ACTION_ACCOUNT_FK" foreign key ("ACCOUNT_ID") references "ACCOUNT" ("ACCOUNT_ID") on delete cascade);
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0010_review", 1
create index "PERSON_ACTION_TIME_INDEX" on "PERSON_ACTION" ("ACCOUNT_ID", "CREATE_TIME", "ACTION_ID");
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0010_review", 2
create index "PERSON_ACTION_PERSON_INDEX" on "PERSON_ACTION" ("PERSON_ID");
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0010_review", 3
create index "PERSON_ACTION_OTHER_INDEX" on "PERSON_ACTION" ("OTHER_PERSON_ID");
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0010_review", 4
create table "REJECTED_FACE" ("PERSON_ID" varchar2(36) not null, "DESCRIPTOR_ID" varchar2(36) not null, "CREATE_TIME" timestamp(6) not null, constraint "REJECTED_FACE_PK" primary key ("PERSON_ID", "DESCRIPTOR_ID"), constraint "REJECTED_FACE_PERSON_FK" foreign key ("PERSON_ID") references "PERSON" ("PERSON_ID") on delete cascade);
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0010_review", 5
create table "REJECTED_PERSON" ("PERSON_ID" varchar2(36) not null, "OTHER_ID" varchar2(36) not null, "CREATE_TIME" timestamp(6) not null, constraint "REJECTED_PERSON_PK" primary key ("PERSON_ID", "OTHER_ID"), constraint "REJECTED_PERSON_PERSON_FK" foreign key ("PERSON_ID") references "PERSON" ("PERSON_ID") on delete cascade, constraint "REJECTED_PERSON_OTHER_FK" foreign key ("OTHER_ID") references "PERSON" ("PERSON_ID") on delete cascade);
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0010_review", 6
create index "REJECTED_PERSON_OTHER_INDEX" on "REJECTED_PERSON" ("OTHER_ID");
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0010_review", 7
create table "DISMISSED_FACE" ("DESCRIPTOR_ID" varchar2(36) not null, "ACCOUNT_ID" varchar2(36) not null, "CREATE_TIME" timestamp(6) not null, constraint "DISMISSED_FACE_PK" primary key ("DESCRIPTOR_ID"), constraint "DISMISSED_FACE_ACCOUNT_FK" foreign key ("ACCOUNT_ID") references "ACCOUNT" ("ACCOUNT_ID") on delete cascade);
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0010_review", 8
create index "DISMISSED_FACE_ACCOUNT_INDEX" on "DISMISSED_FACE" ("ACCOUNT_ID");
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0010_review", 9
create table "REVIEW_RUN" ("ACCOUNT_ID" varchar2(36) not null, "KIND" varchar2(16 char) not null, "RUN_ID" varchar2(36) not null, "STATE" varchar2(16 char) not null, "START_TIME" timestamp(6) not null, "END_TIME" timestamp(6), "BEAT_TIME" timestamp(6) not null, "TOTAL" number(10) not null, "DONE" number(10) not null, "FOUND" number(10) not null, "THRESHOLD" number(10) not null, constraint "REVIEW_RUN_PK" primary key ("ACCOUNT_ID", "KIND"), constraint "REVIEW_RUN_ACCOUNT_FK" foreign key ("ACCOUNT_ID") references "ACCOUNT" ("ACCOUNT_ID") on delete cascade);
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0010_review", 10
create table "REVIEW_RESULT" ("ACCOUNT_ID" varchar2(36) not null, "KIND" varchar2(16 char) not null, "PLACE" number(10) not null, "RESULT_ID" varchar2(36) not null, "FACES" number(10) not null, "BODY" clob not null, constraint "REVIEW_RESULT_PK" primary key ("ACCOUNT_ID", "KIND", "PLACE"), constraint "REVIEW_RESULT_ID_KEY" unique ("RESULT_ID"), constraint "REVIEW_RESULT_ACCOUNT_FK" foreign key ("ACCOUNT_ID") references "ACCOUNT" ("ACCOUNT_ID") on delete cascade);
begin;
insert into "SCHEMA_MIGRATION" ("NAME", "TIME")
  values (:1, cast(systimestamp at time zone 'UTC' as timestamp(6)));
-- "0010_review"
delete from "SCHEMA_MIGRATION_STEP"
  where "MIGRATION" = :1;
-- "0010_review"
commit;
commit;

-- migrate: 0011_model_vectors
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
create table "SCHEMA_MIGRATION_LOCK" ("ID" number(1));
begin;
lock table "SCHEMA_MIGRATION_LOCK" in exclusive mode;
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
create table "SCHEMA_MIGRATION" ("NAME" varchar2(64 char) not null, "TIME" timestamp(6) not null, constraint "SCHEMA_MIGRATION_PK" primary key ("NAME"));
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration_step"
create table "SCHEMA_MIGRATION_STEP" ("MIGRATION" varchar2(64 char) not null, "STEP" number(10) not null, constraint "SCHEMA_MIGRATION_STEP_PK" primary key ("MIGRATION", "STEP"));
select "STEP"
  from "SCHEMA_MIGRATION_STEP"
  where "MIGRATION" = :1
  order by "STEP" desc
  fetch first :2 rows only;
-- "0011_model_vectors", 1
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0011_model_vectors", 0
create table "DESCRIPTOR_VECTOR" ("DESCRIPTOR_ID" varchar2(36) not null, "MODEL_ID" varchar2(64 char) not null, "IN_USE" number(1) not null, "VECTOR" blob not null, constraint "DESCRIPTOR_VECTOR_PK" primary key ("DESCRIPTOR_ID", "MODEL_ID"), constraint "DESCRIPTOR_VECTOR_OWNER_FK" foreign key ("DESCRIPTOR_ID") references "DESCRIPTOR" ("DESCRIPTOR_ID") on delete cascade);
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0011_model_vectors", 1
create index "DESCRIPTOR_VECTOR_MODEL_INDEX" on "DESCRIPTOR_VECTOR" ("MODEL_ID", "IN_USE", "DESCRIPTOR_ID");
begin;
insert into "SCHEMA_MIGRATION" ("NAME", "TIME")
  values (:1, cast(systimestamp at time zone 'UTC' as timestamp(6)));
-- "0011_model_vectors"
delete from "SCHEMA_MIGRATION_STEP"
  where "MIGRATION" = :1;
-- "0011_model_vectors"
commit;
commit;

-- migrate: 0012_encryption
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
create table "SCHEMA_MIGRATION_LOCK" ("ID" number(1));
begin;
lock table "SCHEMA_MIGRATION_LOCK" in exclusive mode;
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
create table "SCHEMA_MIGRATION" ("NAME" varchar2(64 char) not null, "TIME" timestamp(6) not null, constraint "SCHEMA_MIGRATION_PK" primary key ("NAME"));
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration_step"
create table "SCHEMA_MIGRATION_STEP" ("MIGRATION" varchar2(64 char) not null, "STEP" number(10) not null, constraint "SCHEMA_MIGRATION_STEP_PK" primary key ("MIGRATION", "STEP"));
select "STEP"
  from "SCHEMA_MIGRATION_STEP"
  where "MIGRATION" = :1
  order by "STEP" desc
  fetch first :2 rows only;
-- "0012_encryption", 1
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0012_encryption", 0
create table "ACCOUNT_KEY" ("ACCOUNT_ID" varchar2(36) not null, "MASTER_KEY" varchar2(64 char) not null, "WRAPPED_KEY" varchar2(128 char) not null, "CREATE_TIME" timestamp(6) not null, constraint "ACCOUNT_KEY_PK" primary key ("ACCOUNT_ID"));
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0012_encryption", 1
create table "ENCRYPTION_STATE" ("STATE_ID" number(10) not null, "MODE" varchar2(8 char) not null, constraint "ENCRYPTION_STATE_PK" primary key ("STATE_ID"));
begin;
insert into "SCHEMA_MIGRATION" ("NAME", "TIME")
  values (:1, cast(systimestamp at time zone 'UTC' as timestamp(6)));
-- "0012_encryption"
delete from "SCHEMA_MIGRATION_STEP"
  where "MIGRATION" = :1;
-- "0012_encryption"
commit;
commit;

-- migrate: 0013_portrait_bucket
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
create table "SCHEMA_MIGRATION_LOCK" ("ID" number(1));
begin;
lock table "SCHEMA_MIGRATION_LOCK" in exclusive mode;
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
create table "SCHEMA_MIGRATION" ("NAME" varchar2(64 char) not null, "TIME" timestamp(6) not null, constraint "SCHEMA_MIGRATION_PK" primary key ("NAME"));
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration_step"
create table "SCHEMA_MIGRATION_STEP" ("MIGRATION" varchar2(64 char) not null, "STEP" number(10) not null, constraint "SCHEMA_MIGRATION_STEP_PK" primary key ("MIGRATION", "STEP"));
select "STEP"
  from "SCHEMA_MIGRATION_STEP"
  where "MIGRATION" = :1
  order by "STEP" desc
  fetch first :2 rows only;
-- "0013_portrait_bucket", 1
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0013_portrait_bucket", 0
alter table "PORTRAIT_PLACE" add "BUCKET_ID" varchar2(36);
begin;
insert into "SCHEMA_MIGRATION" ("NAME", "TIME")
  values (:1, cast(systimestamp at time zone 'UTC' as timestamp(6)));
-- "0013_portrait_bucket"
delete from "SCHEMA_MIGRATION_STEP"
  where "MIGRATION" = :1;
-- "0013_portrait_bucket"
commit;
commit;

-- migrate: 0014_token_permissions
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
create table "SCHEMA_MIGRATION_LOCK" ("ID" number(1));
begin;
lock table "SCHEMA_MIGRATION_LOCK" in exclusive mode;
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
create table "SCHEMA_MIGRATION" ("NAME" varchar2(64 char) not null, "TIME" timestamp(6) not null, constraint "SCHEMA_MIGRATION_PK" primary key ("NAME"));
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration_step"
create table "SCHEMA_MIGRATION_STEP" ("MIGRATION" varchar2(64 char) not null, "STEP" number(10) not null, constraint "SCHEMA_MIGRATION_STEP_PK" primary key ("MIGRATION", "STEP"));
select "STEP"
  from "SCHEMA_MIGRATION_STEP"
  where "MIGRATION" = :1
  order by "STEP" desc
  fetch first :2 rows only;
-- "0014_token_permissions", 1
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0014_token_permissions", 0
alter table "ACCOUNT_TOKEN" add "PERMISSIONS" clob;
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0014_token_permissions", 1
alter table "ACCOUNT_TOKEN" add "EXPIRE_TIME" timestamp(6);
begin;
insert into "SCHEMA_MIGRATION" ("NAME", "TIME")
  values (:1, cast(systimestamp at time zone 'UTC' as timestamp(6)));
-- "0014_token_permissions"
delete from "SCHEMA_MIGRATION_STEP"
  where "MIGRATION" = :1;
-- "0014_token_permissions"
commit;
commit;

-- migrate: 0015_audit_batches
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
create table "SCHEMA_MIGRATION_LOCK" ("ID" number(1));
begin;
lock table "SCHEMA_MIGRATION_LOCK" in exclusive mode;
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration"
create table "SCHEMA_MIGRATION" ("NAME" varchar2(64 char) not null, "TIME" timestamp(6) not null, constraint "SCHEMA_MIGRATION_PK" primary key ("NAME"));
select 1 as found
  from user_tables
  where table_name = upper(:1);
-- "schema_migration_step"
create table "SCHEMA_MIGRATION_STEP" ("MIGRATION" varchar2(64 char) not null, "STEP" number(10) not null, constraint "SCHEMA_MIGRATION_STEP_PK" primary key ("MIGRATION", "STEP"));
select "STEP"
  from "SCHEMA_MIGRATION_STEP"
  where "MIGRATION" = :1
  order by "STEP" desc
  fetch first :2 rows only;
-- "0015_audit_batches", 1
insert into "SCHEMA_MIGRATION_STEP" ("MIGRATION", "STEP")
  values (:1, :2);
-- "0015_audit_batches", 0
create table "AUDIT_BATCH" ("LAST_SEQ" number(19) not null, "FIRST_SEQ" number(19) not null, "LAST_TIME" timestamp(6) not null, "ENTRIES" clob, "HASH" varchar2(64 char) not null, constraint "AUDIT_BATCH_PK" primary key ("LAST_SEQ"));
begin;
insert into "SCHEMA_MIGRATION" ("NAME", "TIME")
  values (:1, cast(systimestamp at time zone 'UTC' as timestamp(6)));
-- "0015_audit_batches"
delete from "SCHEMA_MIGRATION_STEP"
  where "MIGRATION" = :1;
-- "0015_audit_batches"
commit;
commit;

-- drift

    select table_name, column_name, data_type, data_precision as digits, data_scale as scale, char_length as characters,
      char_used as unit, case nullable when 'Y' then 1 else 0 end as nullable,
      case when default_length > 0 then 1 else 0 end as filled
   
  from user_tab_columns
  order by table_name, column_id;

    select k.table_name, k.constraint_name as key_name, k.constraint_type as kind, c.column_name, r.table_name as target,
      case k.delete_rule when 'CASCADE' then 1 else 0 end as cascades
   
  from user_constraints k join user_cons_columns c on c.constraint_name = k.constraint_name
   
  left join user_constraints r on r.constraint_name = k.r_constraint_name
   
  where k.constraint_type in ('P', 'U', 'R') and k.status = 'ENABLED'
   
  order by k.table_name, k.constraint_name, c.position;

    select i.table_name, i.index_name, c.column_name, case i.uniqueness when 'UNIQUE' then 1 else 0 end as is_unique
   
  from user_indexes i join user_ind_columns c on c.index_name = i.index_name
   
  where i.status = 'VALID'
   
  order by i.table_name, i.index_name, c.column_position;

-- encoding

    select "VALUE" as encoding
  from nls_database_parameters
  where parameter = 'NLS_CHARACTERSET';

-- ping
select 1 as found
  from dual;

-- accounts.create
insert into "ACCOUNT" ("ACCOUNT_ID", "ACTIVE", "EMAIL", "PASSWORD", "ORGANIZATION_NAME", "CREATE_TIME")
  values (:1, :2, :3, :4, :5, :6);
-- "account-1", 1, "a@example.org", "hash", "", "2018-05-10T12:41:25.813001Z"

-- accounts.findByEmail
select "ACCOUNT"."ACCOUNT_ID", "ACCOUNT"."EMAIL", "ACCOUNT"."ORGANIZATION_NAME", "ACCOUNT"."PASSWORD", "ACCOUNT"."ACTIVE", to_char("ACCOUNT"."CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME"
  from "ACCOUNT"
  where "EMAIL" = :1;
-- "a@example.org"

-- accounts.find
select "ACCOUNT"."ACCOUNT_ID", "ACCOUNT"."EMAIL", "ACCOUNT"."ORGANIZATION_NAME", "ACCOUNT"."PASSWORD", "ACCOUNT"."ACTIVE", to_char("ACCOUNT"."CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME"
  from "ACCOUNT"
  where "ACCOUNT_ID" = :1;
-- "account-1"

-- accounts.page: all
select "ACCOUNT"."ACCOUNT_ID", "ACCOUNT"."EMAIL", "ACCOUNT"."ORGANIZATION_NAME", "ACCOUNT"."PASSWORD", "ACCOUNT"."ACTIVE", to_char("ACCOUNT"."CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME"
  from "ACCOUNT"
  order by "ACCOUNT"."CREATE_TIME" desc, "ACCOUNT"."ACCOUNT_ID" desc
  offset :1 rows
  fetch first :2 rows only;
-- 10, 10
select count(*) "COUNT"
  from "ACCOUNT";

-- accounts.page: some
select "ACCOUNT"."ACCOUNT_ID", "ACCOUNT"."EMAIL", "ACCOUNT"."ORGANIZATION_NAME", "ACCOUNT"."PASSWORD", "ACCOUNT"."ACTIVE", to_char("ACCOUNT"."CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME"
  from "ACCOUNT"
  where "ACCOUNT"."EMAIL" like :1 escape '!'
  order by "ACCOUNT"."CREATE_TIME" desc, "ACCOUNT"."ACCOUNT_ID" desc
  offset :2 rows
  fetch first :3 rows only;
-- "%example%", 10, 10
select count(*) "COUNT"
  from "ACCOUNT"
  where "ACCOUNT"."EMAIL" like :1 escape '!';
-- "%example%"

-- accounts.idsAfter: from the first
select "ACCOUNT_ID"
  from "ACCOUNT"
  order by "ACCOUNT_ID"
  fetch first :1 rows only;
-- 100

-- accounts.idsAfter: behind one
select "ACCOUNT_ID"
  from "ACCOUNT"
  where "ACCOUNT_ID" > :1
  order by "ACCOUNT_ID"
  fetch first :2 rows only;
-- "account-1", 100

-- accounts.setOrganizationName
update "ACCOUNT" set "ORGANIZATION_NAME" = :1
  where "ACCOUNT_ID" = :2;
-- "Doors", "account-1"

-- accounts.setPasswordHash
update "ACCOUNT" set "PASSWORD" = :1
  where "ACCOUNT_ID" = :2;
-- "hash", "account-1"

-- accounts.replacePasswordHash
update "ACCOUNT" set "PASSWORD" = :1
  where "ACCOUNT_ID" = :2 and "PASSWORD" = :3;
-- "other", "account-1", "hash"

-- accounts.setActive
update "ACCOUNT" set "ACTIVE" = :1
  where "ACCOUNT_ID" = :2;
-- 0, "account-1"

-- accounts.countObjects
select count(*) "COUNT"
  from "PERSON_FACE"
  inner join "PERSON" on "PERSON"."PERSON_ID" = "PERSON_FACE"."PERSON_ID"
  where "PERSON"."ACCOUNT_ID" = :1;
-- "account-1"
select count(*) "COUNT"
  from "PERSON"
  where "ACCOUNT_ID" = :1;
-- "account-1"
select count(*) "COUNT"
  from "DESCRIPTOR"
  where "ACCOUNT_ID" = :1;
-- "account-1"

-- tokens.create
insert into "ACCOUNT_TOKEN" ("TOKEN_ID", "TOKEN", "ACCOUNT_ID", "TOKEN_DATA", "CREATE_TIME", "PERMISSIONS", "EXPIRE_TIME")
  values (:1, :2, :3, :4, :5, :6, :7);
-- "token-1", "token-1", "account-1", "door", "2018-05-10T12:41:25.813001Z", null, null

-- tokens.withAccounts
select "ACCOUNT_TOKEN"."TOKEN_ID", "ACCOUNT_TOKEN"."TOKEN", "ACCOUNT_TOKEN"."TOKEN_DATA", "ACCOUNT"."ACCOUNT_ID", "ACCOUNT"."EMAIL", "ACCOUNT"."ORGANIZATION_NAME", "ACCOUNT"."PASSWORD", "ACCOUNT"."ACTIVE", to_char("ACCOUNT"."CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME", "ACCOUNT_TOKEN"."PERMISSIONS", to_char("ACCOUNT_TOKEN"."EXPIRE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "EXPIRE_TIME"
  from "ACCOUNT_TOKEN"
  inner join "ACCOUNT" on "ACCOUNT"."ACCOUNT_ID" = "ACCOUNT_TOKEN"."ACCOUNT_ID"
  where "ACCOUNT_TOKEN"."TOKEN_ID" in (:1, :2);
-- "token-1", "token-2"

-- tokens.find
select "TOKEN_ID", "TOKEN_DATA", "PERMISSIONS", to_char("EXPIRE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "EXPIRE_TIME"
  from "ACCOUNT_TOKEN"
  where "TOKEN_ID" in (:1) and "ACCOUNT_ID" = :2;
-- "token-1", "account-1"

-- tokens.page
select "TOKEN_ID", "TOKEN_DATA", "PERMISSIONS", to_char("EXPIRE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "EXPIRE_TIME"
  from "ACCOUNT_TOKEN"
  where "ACCOUNT_ID" = :1
  order by "CREATE_TIME" desc, "TOKEN_ID" desc
  offset :2 rows
  fetch first :3 rows only;
-- "account-1", 10, 10
select count(*) "COUNT"
  from "ACCOUNT_TOKEN"
  where "ACCOUNT_ID" = :1;
-- "account-1"

-- tokens.setData
update "ACCOUNT_TOKEN" set "TOKEN_DATA" = :1
  where "TOKEN_ID" in (:2) and "ACCOUNT_ID" = :3;
-- "gate", "token-1", "account-1"

-- tokens.setPermissions
update "ACCOUNT_TOKEN" set "PERMISSIONS" = :1, "EXPIRE_TIME" = :2
  where "TOKEN_ID" in (:3) and "ACCOUNT_ID" = :4;
-- "{\"access\":\"match\",\"lists\":[\"list-1\"]}", "2018-05-10T12:41:25.813001Z", "token-1", "account-1"

-- tokens.delete
begin;
select "TOKEN_ID"
  from "ACCOUNT_TOKEN"
  where "ACCOUNT_ID" = :1 and "TOKEN_ID" in (:2)
  order by "TOKEN_ID" for update;
-- "account-1", "token-1"
commit;

-- tokens.notBeginning
select "TOKEN_ID", "TOKEN"
  from "ACCOUNT_TOKEN"
  where "TOKEN" not like :1
  order by "TOKEN_ID"
  fetch first :2 rows only;
-- "sha256$%", 100

-- tokens.replace
update "ACCOUNT_TOKEN" set "TOKEN_ID" = :1, "TOKEN" = :2
  where "TOKEN_ID" = :3;
-- "token-1", "sha256$x", "token-1"

-- invitations.create
insert into "INVITATION" ("INVITATION_ID", "CODE_HASH", "NOTE", "CREATE_TIME", "EXPIRE_TIME")
  values (:1, :2, :3, :4, :5);
-- "invitation-1", "hash", "Jane", "2018-05-10T12:41:25.813001Z", "2018-05-10T12:41:25.813001Z"

-- invitations.page
select "INVITATION_ID", "NOTE", to_char("CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME", to_char("EXPIRE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "EXPIRE_TIME"
  from "INVITATION"
  where "EXPIRE_TIME" > cast(systimestamp at time zone 'UTC' as timestamp(6))
  order by "CREATE_TIME" desc, "INVITATION_ID" desc
  offset :1 rows
  fetch first :2 rows only;
-- 10, 10
select count(*) "COUNT"
  from "INVITATION"
  where "EXPIRE_TIME" > cast(systimestamp at time zone 'UTC' as timestamp(6));

-- invitations.find
select "INVITATION_ID"
  from "INVITATION"
  where "EXPIRE_TIME" > cast(systimestamp at time zone 'UTC' as timestamp(6)) and "CODE_HASH" = :1;
-- "hash"

-- invitations.take
delete from "INVITATION"
  where "CODE_HASH" = :1 and "EXPIRE_TIME" > cast(systimestamp at time zone 'UTC' as timestamp(6));
-- "hash"

-- invitations.delete
delete from "INVITATION"
  where "INVITATION_ID" = :1;
-- "invitation-1"

-- invitations.sweep
delete from "INVITATION"
  where "EXPIRE_TIME" <= cast(systimestamp at time zone 'UTC' as timestamp(6));

-- persons.create
insert into "PERSON" ("PERSON_ID", "ACCOUNT_ID", "USER_DATA", "EXTERNAL_ID", "CREATE_TIME")
  values (:1, :2, :3, :4, :5);
-- "person-1", "account-1", "x", null, "2018-05-10T12:41:25.813001Z"

-- persons.find
select "P"."PERSON_ID", "P"."ACCOUNT_ID", "P"."USER_DATA", "P"."EXTERNAL_ID", to_char("P"."CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME", (select replace(replace(replace(json_arrayagg("FACE_ID"
  order by "LINK_TIME", "FACE_ID" returning clob), '["'), '"]'), '","', ',') "JOINED"
  from "PERSON_FACE"
  where "PERSON_FACE"."PERSON_ID" = "P"."PERSON_ID") "DESCRIPTORS", (select replace(replace(replace(json_arrayagg("LIST_ID"
  order by "LIST_ID" returning clob), '["'), '"]'), '","', ',') "JOINED"
  from "LIST_PERSON"
  where "LIST_PERSON"."PERSON_ID" = "P"."PERSON_ID") "LISTS"
  from (select *
  from "PERSON"
  where "PERSON_ID" in (:1)) "P";
-- "person-1"

-- persons.page: everybody
select "P"."PERSON_ID", "P"."ACCOUNT_ID", "P"."USER_DATA", "P"."EXTERNAL_ID", to_char("P"."CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME", (select replace(replace(replace(json_arrayagg("FACE_ID"
  order by "LINK_TIME", "FACE_ID" returning clob), '["'), '"]'), '","', ',') "JOINED"
  from "PERSON_FACE"
  where "PERSON_FACE"."PERSON_ID" = "P"."PERSON_ID") "DESCRIPTORS", (select replace(replace(replace(json_arrayagg("LIST_ID"
  order by "LIST_ID" returning clob), '["'), '"]'), '","', ',') "JOINED"
  from "LIST_PERSON"
  where "LIST_PERSON"."PERSON_ID" = "P"."PERSON_ID") "LISTS"
  from (select "PERSON".*
  from "PERSON"
  where "PERSON"."ACCOUNT_ID" = :1
  order by "PERSON"."CREATE_TIME" desc, "PERSON"."PERSON_ID" desc
  offset :2 rows
  fetch first :3 rows only) "P"
  order by "P"."CREATE_TIME" desc, "P"."PERSON_ID" desc;
-- "account-1", 10, 10
select count(*) "COUNT"
  from "PERSON"
  where "PERSON"."ACCOUNT_ID" = :1;
-- "account-1"

-- persons.page: filtered
select "P"."PERSON_ID", "P"."ACCOUNT_ID", "P"."USER_DATA", "P"."EXTERNAL_ID", to_char("P"."CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME", (select replace(replace(replace(json_arrayagg("FACE_ID"
  order by "LINK_TIME", "FACE_ID" returning clob), '["'), '"]'), '","', ',') "JOINED"
  from "PERSON_FACE"
  where "PERSON_FACE"."PERSON_ID" = "P"."PERSON_ID") "DESCRIPTORS", (select replace(replace(replace(json_arrayagg("LIST_ID"
  order by "LIST_ID" returning clob), '["'), '"]'), '","', ',') "JOINED"
  from "LIST_PERSON"
  where "LIST_PERSON"."PERSON_ID" = "P"."PERSON_ID") "LISTS"
  from (select "PERSON".*
  from "PERSON"
  where "PERSON"."ACCOUNT_ID" = :1 and "PERSON"."USER_DATA" like :2 escape '!' and "PERSON"."EXTERNAL_ID" = :3
  order by "PERSON"."CREATE_TIME" desc, "PERSON"."PERSON_ID" desc
  offset :4 rows
  fetch first :5 rows only) "P"
  order by "P"."CREATE_TIME" desc, "P"."PERSON_ID" desc;
-- "account-1", "%5!%!_!!%", "x", 10, 10
select count(*) "COUNT"
  from "PERSON"
  where "PERSON"."ACCOUNT_ID" = :1 and "PERSON"."USER_DATA" like :2 escape '!' and "PERSON"."EXTERNAL_ID" = :3;
-- "account-1", "%5!%!_!!%", "x"

-- persons.page: without external id
select "P"."PERSON_ID", "P"."ACCOUNT_ID", "P"."USER_DATA", "P"."EXTERNAL_ID", to_char("P"."CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME", (select replace(replace(replace(json_arrayagg("FACE_ID"
  order by "LINK_TIME", "FACE_ID" returning clob), '["'), '"]'), '","', ',') "JOINED"
  from "PERSON_FACE"
  where "PERSON_FACE"."PERSON_ID" = "P"."PERSON_ID") "DESCRIPTORS", (select replace(replace(replace(json_arrayagg("LIST_ID"
  order by "LIST_ID" returning clob), '["'), '"]'), '","', ',') "JOINED"
  from "LIST_PERSON"
  where "LIST_PERSON"."PERSON_ID" = "P"."PERSON_ID") "LISTS"
  from (select "PERSON".*
  from "PERSON"
  where "PERSON"."ACCOUNT_ID" = :1 and "PERSON"."EXTERNAL_ID" is null
  order by "PERSON"."CREATE_TIME" desc, "PERSON"."PERSON_ID" desc
  offset :2 rows
  fetch first :3 rows only) "P"
  order by "P"."CREATE_TIME" desc, "P"."PERSON_ID" desc;
-- "account-1", 10, 10
select count(*) "COUNT"
  from "PERSON"
  where "PERSON"."ACCOUNT_ID" = :1 and "PERSON"."EXTERNAL_ID" is null;
-- "account-1"

-- persons.update: both members
update "PERSON" set "USER_DATA" = :1, "EXTERNAL_ID" = :2
  where "PERSON_ID" = :3 and "ACCOUNT_ID" = :4;
-- "y", null, "person-1", "account-1"

-- persons.update: no member
select "PERSON_ID", "ACCOUNT_ID", "USER_DATA", "EXTERNAL_ID"
  from "PERSON"
  where "PERSON_ID" in (:1);
-- "person-1"

-- persons.lock
select "PERSON_ID"
  from "PERSON"
  where "ACCOUNT_ID" = :1 and "PERSON_ID" in (:2, :3, :4, :5)
  order by "PERSON_ID" for update;
-- "account-1", "person-1", "person-2", "person-3", "person-3"

-- persons.delete
delete from "PERSON"
  where "PERSON_ID" = :1 and "ACCOUNT_ID" = :2;
-- "person-1", "account-1"

-- persons.existing
select "PERSON_ID", "ACCOUNT_ID", "USER_DATA", "EXTERNAL_ID"
  from "PERSON"
  where "PERSON_ID" in (:1, :2, :3, :4);
-- "person-1", "person-2", "person-3", "person-3"

-- persons.summaries
select "PERSON_ID", "ACCOUNT_ID", "USER_DATA", "EXTERNAL_ID"
  from "PERSON"
  where "PERSON_ID" in (:1, :2, :3, :4);
-- "person-1", "person-2", "person-3", "person-3"

-- persons.listsOf
select "LIST_PERSON"."LIST_ID"
  from "LIST_PERSON"
  inner join "PERSON" on "PERSON"."PERSON_ID" = "LIST_PERSON"."PERSON_ID"
  where "LIST_PERSON"."PERSON_ID" = :1 and "PERSON"."ACCOUNT_ID" = :2
  order by "LIST_PERSON"."LIST_ID";
-- "person-1", "account-1"

-- persons.listsHolding
select "LIST_PERSON"."LIST_ID", "LIST_PERSON"."PERSON_ID" "MEMBER"
  from "LIST_PERSON"
  inner join "PERSON" on "PERSON"."PERSON_ID" = "LIST_PERSON"."PERSON_ID"
  where "PERSON"."ACCOUNT_ID" = :1 and "LIST_PERSON"."PERSON_ID" in (:2, :3, :4, :5);
-- "account-1", "person-1", "person-2", "person-3", "person-3"

-- persons.idsAfter: from the first
select "PERSON_ID"
  from "PERSON"
  where "ACCOUNT_ID" = :1
  order by "PERSON_ID"
  fetch first :2 rows only;
-- "account-1", 100

-- persons.idsAfter: behind one
select "PERSON_ID"
  from "PERSON"
  where "ACCOUNT_ID" = :1 and "PERSON_ID" > :2
  order by "PERSON_ID"
  fetch first :3 rows only;
-- "account-1", "person-1", 100

-- persons.descriptorsOf
select "PERSON_FACE"."FACE_ID"
  from "PERSON_FACE"
  inner join "PERSON" on "PERSON"."PERSON_ID" = "PERSON_FACE"."PERSON_ID"
  where "PERSON"."ACCOUNT_ID" = :1 and "PERSON_FACE"."PERSON_ID" in (:2, :3, :4, :5)
  order by "PERSON_FACE"."LINK_TIME", "PERSON_FACE"."FACE_ID";
-- "account-1", "person-1", "person-2", "person-3", "person-3"

-- persons.ownersOf
select "PERSON_FACE"."FACE_ID", "PERSON_FACE"."PERSON_ID"
  from "PERSON_FACE"
  inner join "PERSON" on "PERSON"."PERSON_ID" = "PERSON_FACE"."PERSON_ID"
  where "PERSON"."ACCOUNT_ID" = :1 and "PERSON_FACE"."FACE_ID" in (:2, :3, :4, :5);
-- "account-1", "face-1", "face-2", "face-3", "face-3"

-- persons.linkDescriptor
insert into "PERSON_FACE" ("FACE_ID", "PERSON_ID", "LINK_TIME") select "DESCRIPTOR"."DESCRIPTOR_ID", "PERSON"."PERSON_ID", cast(:1 as timestamp(6)) "LINK_TIME"
  from "PERSON"
  inner join "DESCRIPTOR" on "DESCRIPTOR"."ACCOUNT_ID" = "PERSON"."ACCOUNT_ID"
  where "PERSON"."ACCOUNT_ID" = :2 and "PERSON"."PERSON_ID" = :3 and "DESCRIPTOR"."DESCRIPTOR_ID" = :4;
-- "2018-05-10T12:41:25.813001Z", "account-1", "person-1", "face-1"

-- persons.linkDescriptors
insert into "PERSON_FACE" ("FACE_ID", "PERSON_ID", "LINK_TIME") select "DESCRIPTOR"."DESCRIPTOR_ID", "PERSON"."PERSON_ID", cast(:1 as timestamp(6)) "LINK_TIME"
  from "PERSON"
  inner join "DESCRIPTOR" on "DESCRIPTOR"."ACCOUNT_ID" = "PERSON"."ACCOUNT_ID"
  where "PERSON"."ACCOUNT_ID" = :2 and "PERSON"."PERSON_ID" = :3 and "DESCRIPTOR"."DESCRIPTOR_ID" in (:4, :5, :6, :7);
-- "2018-05-10T12:41:25.813001Z", "account-1", "person-1", "face-1", "face-2", "face-3", "face-3"

-- persons.moveDescriptors
select "FACE_ID"
  from "PERSON_FACE"
  where "PERSON_ID" = :1 and "FACE_ID" in (:2, :3, :4, :5);
-- "person-1", "face-1", "face-2", "face-3", "face-3"
update "PERSON_FACE" set "PERSON_ID" = :1
  where "PERSON_ID" = :2 and "FACE_ID" in (:3);
-- "person-2", "person-1", "face-1"

-- persons.unlinkDescriptors
select "FACE_ID"
  from "PERSON_FACE"
  where "PERSON_ID" = :1 and "FACE_ID" in (:2, :3, :4, :5);
-- "person-1", "face-1", "face-2", "face-3", "face-3"
delete from "PERSON_FACE"
  where "PERSON_ID" = :1 and "FACE_ID" in (:2);
-- "person-1", "face-1"

-- persons.unlinkDescriptor
delete from "PERSON_FACE"
  where "FACE_ID" = :1 and "PERSON_ID" in (select "PERSON"."PERSON_ID"
  from "PERSON"
  where "PERSON"."PERSON_ID" = :2 and "PERSON"."ACCOUNT_ID" = :3);
-- "face-1", "person-1", "account-1"

-- descriptors.createMany: one
insert into "DESCRIPTOR" ("DESCRIPTOR_ID", "ACCOUNT_ID", "CREATE_TIME", "LAST_UPDATE", "MODEL_ID", "VECTOR", "HAS_PORTRAIT")
  values (:1, :2, :3, :4, :5, :6, :7);
-- "face-1", "account-1", "2018-05-10T12:41:25.813001Z", "2018-05-10T12:41:25.813001Z", "model", <8 bytes>, 1

-- descriptors.createMany: several
insert into "DESCRIPTOR" ("DESCRIPTOR_ID", "ACCOUNT_ID", "CREATE_TIME", "LAST_UPDATE", "MODEL_ID", "VECTOR", "HAS_PORTRAIT")
  values (:1, :2, :3, :4, :5, :6, :7);
-- "face-1", "account-1", "2018-05-10T12:41:25.813001Z", "2018-05-10T12:41:25.813001Z", "model", <8 bytes>, 1
-- "face-2", "account-1", "2018-05-10T12:41:25.813001Z", "2018-05-10T12:41:25.813001Z", "model", <8 bytes>, 1

-- descriptors.find
select "D"."DESCRIPTOR_ID", "D"."ACCOUNT_ID", to_char("D"."CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME", to_char("D"."LAST_UPDATE", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "LAST_UPDATE", "D"."MODEL_ID", "D"."HAS_PORTRAIT", "PERSON_FACE"."PERSON_ID", (select replace(replace(replace(json_arrayagg("LIST_ID"
  order by "LINK_TIME", "LIST_ID" returning clob), '["'), '"]'), '","', ',') "JOINED"
  from "LIST_DESCRIPTOR"
  where "LIST_DESCRIPTOR"."DESCRIPTOR_ID" = "D"."DESCRIPTOR_ID") "LISTS"
  from (select "DESCRIPTOR"."DESCRIPTOR_ID", "DESCRIPTOR"."ACCOUNT_ID", "DESCRIPTOR"."CREATE_TIME", "DESCRIPTOR"."LAST_UPDATE", "DESCRIPTOR"."MODEL_ID", "DESCRIPTOR"."HAS_PORTRAIT"
  from "DESCRIPTOR"
  where "DESCRIPTOR_ID" in (:1)) "D"
  left join "PERSON_FACE" on "PERSON_FACE"."FACE_ID" = "D"."DESCRIPTOR_ID";
-- "face-1"

-- descriptors.page
select "D"."DESCRIPTOR_ID", "D"."ACCOUNT_ID", to_char("D"."CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME", to_char("D"."LAST_UPDATE", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "LAST_UPDATE", "D"."MODEL_ID", "D"."HAS_PORTRAIT", "PERSON_FACE"."PERSON_ID", (select replace(replace(replace(json_arrayagg("LIST_ID"
  order by "LINK_TIME", "LIST_ID" returning clob), '["'), '"]'), '","', ',') "JOINED"
  from "LIST_DESCRIPTOR"
  where "LIST_DESCRIPTOR"."DESCRIPTOR_ID" = "D"."DESCRIPTOR_ID") "LISTS"
  from (select "DESCRIPTOR"."DESCRIPTOR_ID", "DESCRIPTOR"."ACCOUNT_ID", "DESCRIPTOR"."CREATE_TIME", "DESCRIPTOR"."LAST_UPDATE", "DESCRIPTOR"."MODEL_ID", "DESCRIPTOR"."HAS_PORTRAIT"
  from "DESCRIPTOR"
  where "ACCOUNT_ID" = :1
  order by "CREATE_TIME" desc, "DESCRIPTOR_ID" desc
  offset :2 rows
  fetch first :3 rows only) "D"
  left join "PERSON_FACE" on "PERSON_FACE"."FACE_ID" = "D"."DESCRIPTOR_ID"
  order by "D"."CREATE_TIME" desc, "D"."DESCRIPTOR_ID" desc;
-- "account-1", 10, 10
select count(*) "COUNT"
  from "DESCRIPTOR"
  where "ACCOUNT_ID" = :1;
-- "account-1"

-- descriptors.lock
select "DESCRIPTOR_ID"
  from "DESCRIPTOR"
  where "ACCOUNT_ID" = :1 and "DESCRIPTOR_ID" in (:2, :3, :4, :5)
  order by "DESCRIPTOR_ID" for update;
-- "account-1", "face-1", "face-2", "face-3", "face-3"

-- descriptors.touch
update "DESCRIPTOR" set "LAST_UPDATE" = :1
  where "ACCOUNT_ID" = :2 and "DESCRIPTOR_ID" in (:3, :4, :5, :6);
-- "2018-05-10T12:41:25.813001Z", "account-1", "face-1", "face-2", "face-3", "face-3"

-- descriptors.existing
select "DESCRIPTOR_ID"
  from "DESCRIPTOR"
  where "ACCOUNT_ID" = :1 and "DESCRIPTOR_ID" in (:2, :3, :4, :5);
-- "account-1", "face-1", "face-2", "face-3", "face-3"

-- descriptors.listsOf
select "LIST_DESCRIPTOR"."LIST_ID"
  from "LIST_DESCRIPTOR"
  inner join "DESCRIPTOR" on "DESCRIPTOR"."DESCRIPTOR_ID" = "LIST_DESCRIPTOR"."DESCRIPTOR_ID"
  where "LIST_DESCRIPTOR"."DESCRIPTOR_ID" = :1 and "DESCRIPTOR"."ACCOUNT_ID" = :2
  order by "LIST_DESCRIPTOR"."LINK_TIME", "LIST_DESCRIPTOR"."LIST_ID";
-- "face-1", "account-1"

-- descriptors.listsHolding
select "LIST_DESCRIPTOR"."LIST_ID", "LIST_DESCRIPTOR"."DESCRIPTOR_ID" "MEMBER"
  from "LIST_DESCRIPTOR"
  inner join "DESCRIPTOR" on "DESCRIPTOR"."DESCRIPTOR_ID" = "LIST_DESCRIPTOR"."DESCRIPTOR_ID"
  where "DESCRIPTOR"."ACCOUNT_ID" = :1 and "LIST_DESCRIPTOR"."DESCRIPTOR_ID" in (:2, :3, :4, :5);
-- "account-1", "face-1", "face-2", "face-3", "face-3"

-- descriptors.vectors
select "DESCRIPTOR"."DESCRIPTOR_ID", "PERSON_FACE"."PERSON_ID", case when "DESCRIPTOR_VECTOR"."MODEL_ID" is null then "DESCRIPTOR"."MODEL_ID" else "DESCRIPTOR_VECTOR"."MODEL_ID" end "MODEL_ID", case when "DESCRIPTOR_VECTOR"."MODEL_ID" is null then "DESCRIPTOR"."VECTOR" else "DESCRIPTOR_VECTOR"."VECTOR" end "VECTOR", "DESCRIPTOR"."ACCOUNT_ID"
  from "DESCRIPTOR"
  left join "DESCRIPTOR_VECTOR" on "DESCRIPTOR_VECTOR"."DESCRIPTOR_ID" = "DESCRIPTOR"."DESCRIPTOR_ID"
    and "DESCRIPTOR_VECTOR"."MODEL_ID" = ''
    and "DESCRIPTOR_VECTOR"."IN_USE" = :1
  left join "PERSON_FACE" on "PERSON_FACE"."FACE_ID" = "DESCRIPTOR"."DESCRIPTOR_ID"
  where "DESCRIPTOR"."DESCRIPTOR_ID" in (:2, :3, :4, :5) and "DESCRIPTOR"."ACCOUNT_ID" = :6;
-- 1, "face-1", "face-2", "face-3", "face-3", "account-1"

-- descriptors.vectorsOfPersons
select "DESCRIPTOR"."DESCRIPTOR_ID", "PERSON_FACE"."PERSON_ID", case when "DESCRIPTOR_VECTOR"."MODEL_ID" is null then "DESCRIPTOR"."MODEL_ID" else "DESCRIPTOR_VECTOR"."MODEL_ID" end "MODEL_ID", case when "DESCRIPTOR_VECTOR"."MODEL_ID" is null then "DESCRIPTOR"."VECTOR" else "DESCRIPTOR_VECTOR"."VECTOR" end "VECTOR", "DESCRIPTOR"."ACCOUNT_ID"
  from "PERSON_FACE"
  inner join "DESCRIPTOR" on "DESCRIPTOR"."DESCRIPTOR_ID" = "PERSON_FACE"."FACE_ID"
  left join "DESCRIPTOR_VECTOR" on "DESCRIPTOR_VECTOR"."DESCRIPTOR_ID" = "DESCRIPTOR"."DESCRIPTOR_ID"
    and "DESCRIPTOR_VECTOR"."MODEL_ID" = ''
    and "DESCRIPTOR_VECTOR"."IN_USE" = :1
  where "PERSON_FACE"."PERSON_ID" in (:2, :3, :4, :5) and "DESCRIPTOR"."ACCOUNT_ID" = :6;
-- 1, "person-1", "person-2", "person-3", "person-3", "account-1"

-- lists.create: persons
insert into "PERSONS_LIST" ("LIST_ID", "ACCOUNT_ID", "USER_DATA", "CREATE_TIME", "VERSION", "UPDATE_TIME")
  values (:1, :2, :3, :4, :5, :6);
-- "list-1", "account-1", "", "2018-05-10T12:41:25.813001Z", 0, "2018-05-10T12:41:25.813001Z"

-- lists.create: descriptors
insert into "DESCRIPTORS_LIST" ("LIST_ID", "ACCOUNT_ID", "USER_DATA", "CREATE_TIME", "VERSION", "UPDATE_TIME")
  values (:1, :2, :3, :4, :5, :6);
-- "list-1", "account-1", "", "2018-05-10T12:41:25.813001Z", 0, "2018-05-10T12:41:25.813001Z"

-- lists.find
select "LIST_ID", "USER_DATA", to_char("CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME", "VERSION", "STAMP", "ACCOUNT_ID"
  from "PERSONS_LIST"
  where "LIST_ID" in (:1);
-- "list-1"
select "LIST_ID", "USER_DATA", to_char("CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME", "VERSION", "STAMP", "ACCOUNT_ID"
  from "DESCRIPTORS_LIST"
  where "LIST_ID" in (:1);
-- "list-1"

-- lists.page: persons
select "L"."LIST_ID", "L"."USER_DATA", (select count(*) "COUNT"
  from "LIST_PERSON"
  where "LIST_PERSON"."LIST_ID" = "L"."LIST_ID") "COUNT"
  from (select "LIST_ID", "USER_DATA", "CREATE_TIME", "VERSION", "STAMP"
  from "PERSONS_LIST"
  where "ACCOUNT_ID" = :1
  order by "CREATE_TIME" desc, "LIST_ID" desc
  offset :2 rows
  fetch first :3 rows only) "L"
  order by "L"."CREATE_TIME" desc, "L"."LIST_ID" desc;
-- "account-1", 10, 10
select count(*) "COUNT"
  from "PERSONS_LIST"
  where "ACCOUNT_ID" = :1;
-- "account-1"

-- lists.page: descriptors
select "L"."LIST_ID", "L"."USER_DATA", (select count(*) "COUNT"
  from "LIST_DESCRIPTOR"
  where "LIST_DESCRIPTOR"."LIST_ID" = "L"."LIST_ID") "COUNT"
  from (select "LIST_ID", "USER_DATA", "CREATE_TIME", "VERSION", "STAMP"
  from "DESCRIPTORS_LIST"
  where "ACCOUNT_ID" = :1
  order by "CREATE_TIME" desc, "LIST_ID" desc
  offset :2 rows
  fetch first :3 rows only) "L"
  order by "L"."CREATE_TIME" desc, "L"."LIST_ID" desc;
-- "account-1", 10, 10
select count(*) "COUNT"
  from "DESCRIPTORS_LIST"
  where "ACCOUNT_ID" = :1;
-- "account-1"

-- lists.setData
update "PERSONS_LIST" set "USER_DATA" = :1
  where "LIST_ID" = :2 and "ACCOUNT_ID" = :3;
-- "x", "list-1", "account-1"
update "DESCRIPTORS_LIST" set "USER_DATA" = :1
  where "LIST_ID" = :2 and "ACCOUNT_ID" = :3;
-- "x", "list-1", "account-1"

-- lists.delete
begin;
select "LIST_ID", "USER_DATA", to_char("CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME", "VERSION", "STAMP"
  from "PERSONS_LIST"
  where "ACCOUNT_ID" = :1 and "LIST_ID" in (:2)
  order by "LIST_ID" for update;
-- "account-1", "list-1"
delete from "LIST_CHANGE"
  where "LIST_ID" in (:1);
-- "list-1"
delete from "PERSONS_LIST"
  where "LIST_ID" in (:1);
-- "list-1"
delete from "DESCRIPTORS_LIST"
  where "LIST_ID" in (:1);
-- "list-1"
commit;

-- lists.descriptorIds: from the start
select "DESCRIPTOR_ID"
  from "LIST_DESCRIPTOR"
  where "LIST_ID" in (select "DESCRIPTORS_LIST"."LIST_ID"
  from "DESCRIPTORS_LIST"
  where "LIST_ID" = :1 and "ACCOUNT_ID" = :2)
  order by "DESCRIPTOR_ID"
  fetch first :3 rows only;
-- "list-1", "account-1", 10

-- lists.descriptorIds: behind an id
select "DESCRIPTOR_ID"
  from "LIST_DESCRIPTOR"
  where "LIST_ID" in (select "DESCRIPTORS_LIST"."LIST_ID"
  from "DESCRIPTORS_LIST"
  where "LIST_ID" = :1 and "ACCOUNT_ID" = :2) and "DESCRIPTOR_ID" > :3
  order by "DESCRIPTOR_ID"
  fetch first :4 rows only;
-- "list-1", "account-1", "face-1", 10

-- lists.lock
select "LIST_ID", "USER_DATA", to_char("CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME", "VERSION", "STAMP"
  from "PERSONS_LIST"
  where "ACCOUNT_ID" = :1 and "LIST_ID" in (:2, :3)
  order by "LIST_ID" for update;
-- "account-1", "list-1", "list-2"
select "LIST_ID", "USER_DATA", to_char("CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME", "VERSION", "STAMP"
  from "DESCRIPTORS_LIST"
  where "ACCOUNT_ID" = :1 and "LIST_ID" in (:2, :3)
  order by "LIST_ID" for update;
-- "account-1", "list-1", "list-2"

-- lists.personsPage
select "P"."PERSON_ID", "P"."ACCOUNT_ID", "P"."USER_DATA", "P"."EXTERNAL_ID", to_char("P"."CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME", (select replace(replace(replace(json_arrayagg("FACE_ID"
  order by "LINK_TIME", "FACE_ID" returning clob), '["'), '"]'), '","', ',') "JOINED"
  from "PERSON_FACE"
  where "PERSON_FACE"."PERSON_ID" = "P"."PERSON_ID") "DESCRIPTORS", (select replace(replace(replace(json_arrayagg("LIST_ID"
  order by "LIST_ID" returning clob), '["'), '"]'), '","', ',') "JOINED"
  from "LIST_PERSON"
  where "LIST_PERSON"."PERSON_ID" = "P"."PERSON_ID") "LISTS"
  from (select "PERSON".*
  from "PERSON"
  inner join (select "LIST_PERSON"."PERSON_ID", "LIST_PERSON"."CREATE_TIME"
  from "LIST_PERSON"
  where "LIST_ID" in (select "PERSONS_LIST"."LIST_ID"
  from "PERSONS_LIST"
  where "LIST_ID" = :1 and "ACCOUNT_ID" = :2)
  order by "LIST_PERSON"."CREATE_TIME" desc, "LIST_PERSON"."PERSON_ID" desc
  offset :3 rows
  fetch first :4 rows only) "MEMBER" on "MEMBER"."PERSON_ID" = "PERSON"."PERSON_ID") "P"
  order by "P"."CREATE_TIME" desc, "P"."PERSON_ID" desc;
-- "list-1", "account-1", 10, 10
select count(*) "COUNT"
  from "LIST_PERSON"
  where "LIST_ID" in (select "PERSONS_LIST"."LIST_ID"
  from "PERSONS_LIST"
  where "LIST_ID" = :1 and "ACCOUNT_ID" = :2);
-- "list-1", "account-1"

-- lists.descriptorsPage
select "D"."DESCRIPTOR_ID", "D"."ACCOUNT_ID", to_char("D"."CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME", to_char("D"."LAST_UPDATE", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "LAST_UPDATE", "D"."MODEL_ID", "D"."HAS_PORTRAIT", "PERSON_FACE"."PERSON_ID", (select replace(replace(replace(json_arrayagg("LIST_ID"
  order by "LINK_TIME", "LIST_ID" returning clob), '["'), '"]'), '","', ',') "JOINED"
  from "LIST_DESCRIPTOR"
  where "LIST_DESCRIPTOR"."DESCRIPTOR_ID" = "D"."DESCRIPTOR_ID") "LISTS"
  from (select "DESCRIPTOR"."DESCRIPTOR_ID", "DESCRIPTOR"."ACCOUNT_ID", "DESCRIPTOR"."CREATE_TIME", "DESCRIPTOR"."LAST_UPDATE", "DESCRIPTOR"."MODEL_ID", "DESCRIPTOR"."HAS_PORTRAIT"
  from "DESCRIPTOR"
  inner join (select "LIST_DESCRIPTOR"."DESCRIPTOR_ID", "LIST_DESCRIPTOR"."CREATE_TIME"
  from "LIST_DESCRIPTOR"
  where "LIST_ID" in (select "DESCRIPTORS_LIST"."LIST_ID"
  from "DESCRIPTORS_LIST"
  where "LIST_ID" = :1 and "ACCOUNT_ID" = :2)
  order by "LIST_DESCRIPTOR"."CREATE_TIME" desc, "LIST_DESCRIPTOR"."DESCRIPTOR_ID" desc
  offset :3 rows
  fetch first :4 rows only) "MEMBER" on "MEMBER"."DESCRIPTOR_ID" = "DESCRIPTOR"."DESCRIPTOR_ID") "D"
  left join "PERSON_FACE" on "PERSON_FACE"."FACE_ID" = "D"."DESCRIPTOR_ID"
  order by "D"."CREATE_TIME" desc, "D"."DESCRIPTOR_ID" desc;
-- "list-1", "account-1", 10, 10
select count(*) "COUNT"
  from "LIST_DESCRIPTOR"
  where "LIST_ID" in (select "DESCRIPTORS_LIST"."LIST_ID"
  from "DESCRIPTORS_LIST"
  where "LIST_ID" = :1 and "ACCOUNT_ID" = :2);
-- "list-1", "account-1"

-- lists.linkPersons
select "PERSON_ID"
  from "LIST_PERSON"
  where "LIST_ID" in (select "PERSONS_LIST"."LIST_ID"
  from "PERSONS_LIST"
  where "LIST_ID" = :1 and "ACCOUNT_ID" = :2) and "PERSON_ID" in (:3, :4, :5, :6);
-- "list-1", "account-1", "person-1", "person-2", "person-3", "person-3"
insert /*+ ignore_row_on_dupkey_index(list_person, list_person_pk) */ into "LIST_PERSON" ("LIST_ID", "PERSON_ID", "CREATE_TIME") select "PERSONS_LIST"."LIST_ID", "PERSON"."PERSON_ID", "PERSON"."CREATE_TIME"
  from "PERSON"
  inner join "PERSONS_LIST" on "PERSONS_LIST"."ACCOUNT_ID" = "PERSON"."ACCOUNT_ID"
  where "PERSONS_LIST"."LIST_ID" = :1 and "PERSON"."ACCOUNT_ID" = :2 and "PERSON"."PERSON_ID" in (:3, :4, :5, :6);
-- "list-1", "account-1", "person-1", "person-2", "person-3", "person-3"
select "PERSON_ID"
  from "LIST_PERSON"
  where "LIST_ID" in (select "PERSONS_LIST"."LIST_ID"
  from "PERSONS_LIST"
  where "LIST_ID" = :1 and "ACCOUNT_ID" = :2) and "PERSON_ID" in (:3, :4, :5, :6);
-- "list-1", "account-1", "person-1", "person-2", "person-3", "person-3"

-- lists.unlinkPersons
select "PERSON_ID"
  from "LIST_PERSON"
  where "LIST_ID" in (select "PERSONS_LIST"."LIST_ID"
  from "PERSONS_LIST"
  where "LIST_ID" = :1 and "ACCOUNT_ID" = :2) and "PERSON_ID" in (:3, :4, :5, :6);
-- "list-1", "account-1", "person-1", "person-2", "person-3", "person-3"
delete from "LIST_PERSON"
  where "LIST_ID" = :1 and "PERSON_ID" in (:2);
-- "list-1", "person-1"

-- lists.linkDescriptors
select "DESCRIPTOR_ID"
  from "LIST_DESCRIPTOR"
  where "LIST_ID" in (select "DESCRIPTORS_LIST"."LIST_ID"
  from "DESCRIPTORS_LIST"
  where "LIST_ID" = :1 and "ACCOUNT_ID" = :2) and "DESCRIPTOR_ID" in (:3, :4, :5, :6);
-- "list-1", "account-1", "face-1", "face-2", "face-3", "face-3"
insert /*+ ignore_row_on_dupkey_index(list_descriptor, list_descriptor_pk) */ into "LIST_DESCRIPTOR" ("LIST_ID", "DESCRIPTOR_ID", "CREATE_TIME", "LINK_TIME") select "DESCRIPTORS_LIST"."LIST_ID", "DESCRIPTOR"."DESCRIPTOR_ID", "DESCRIPTOR"."CREATE_TIME", cast(:1 as timestamp(6)) "LINK_TIME"
  from "DESCRIPTOR"
  inner join "DESCRIPTORS_LIST" on "DESCRIPTORS_LIST"."ACCOUNT_ID" = "DESCRIPTOR"."ACCOUNT_ID"
  where "DESCRIPTORS_LIST"."LIST_ID" = :2 and "DESCRIPTOR"."ACCOUNT_ID" = :3 and "DESCRIPTOR"."DESCRIPTOR_ID" in (:4, :5, :6, :7);
-- "2018-05-10T12:41:25.813001Z", "list-1", "account-1", "face-1", "face-2", "face-3", "face-3"
select "DESCRIPTOR_ID"
  from "LIST_DESCRIPTOR"
  where "LIST_ID" in (select "DESCRIPTORS_LIST"."LIST_ID"
  from "DESCRIPTORS_LIST"
  where "LIST_ID" = :1 and "ACCOUNT_ID" = :2) and "DESCRIPTOR_ID" in (:3, :4, :5, :6);
-- "list-1", "account-1", "face-1", "face-2", "face-3", "face-3"

-- lists.unlinkDescriptors
select "DESCRIPTOR_ID"
  from "LIST_DESCRIPTOR"
  where "LIST_ID" in (select "DESCRIPTORS_LIST"."LIST_ID"
  from "DESCRIPTORS_LIST"
  where "LIST_ID" = :1 and "ACCOUNT_ID" = :2) and "DESCRIPTOR_ID" in (:3, :4, :5, :6);
-- "list-1", "account-1", "face-1", "face-2", "face-3", "face-3"
delete from "LIST_DESCRIPTOR"
  where "LIST_ID" = :1 and "DESCRIPTOR_ID" in (:2);
-- "list-1", "face-1"

-- lists.recordChange: the log is as long as it may be
begin;
select "LIST_ID", "VERSION"
  from "PERSONS_LIST"
  where "LIST_ID" in (:1)
  order by "LIST_ID" for update;
-- "list-1"
update "PERSONS_LIST" set "VERSION" = "VERSION" + :1, "STAMP" = :2, "UPDATE_TIME" = cast(systimestamp at time zone 'UTC' as timestamp(6))
  where "LIST_ID" in (:3);
-- 1, <stamp>, "list-1"
insert into "LIST_CHANGE" ("LIST_ID", "VERSION", "STAMP", "ORDINAL", "DESCRIPTOR_ID", "OPERATION")
  values (:1, :2, :3, :4, :5, :6);
-- "list-1", 1002, <stamp>, 0, "face-1", "remove"
-- "list-1", 1002, <stamp>, 1, "face-2", "add"
-- "list-1", 1002, <stamp>, 2, "face-3", "add"
delete from "LIST_CHANGE"
  where "LIST_ID" = :1 and "VERSION" < :2;
-- "list-1", 2
commit;

-- lists.recordChange: a descriptors list
begin;
select "LIST_ID", "VERSION"
  from "PERSONS_LIST"
  where "LIST_ID" in (:1)
  order by "LIST_ID" for update;
-- "list-1"
select "LIST_ID", "VERSION"
  from "DESCRIPTORS_LIST"
  where "LIST_ID" in (:1)
  order by "LIST_ID" for update;
-- "list-1"
update "DESCRIPTORS_LIST" set "VERSION" = "VERSION" + :1, "STAMP" = :2, "UPDATE_TIME" = cast(systimestamp at time zone 'UTC' as timestamp(6))
  where "LIST_ID" in (:3);
-- 1, <stamp>, "list-1"
insert into "LIST_CHANGE" ("LIST_ID", "VERSION", "STAMP", "ORDINAL", "DESCRIPTOR_ID", "OPERATION")
  values (:1, :2, :3, :4, :5, :6);
-- "list-1", 1, <stamp>, 0, "face-1", "add"
commit;

-- handlers.create
begin;
insert into "HANDLER" ("HANDLER_ID", "ACCOUNT_ID", "TYPE", "POLICIES", "VERSION", "CREATE_TIME", "LAST_UPDATE_TIME")
  values (:1, :2, :3, :4, :5, :6, :7);
-- "handler-extractor", "account-1", 0, "{}", 1, "2018-05-10T12:41:25.813001Z", "2018-05-10T12:41:25.813001Z"
-- "handler-identify", "account-1", 1, "{}", 1, "2018-05-10T12:41:25.813001Z", "2018-05-10T12:41:25.813001Z"
-- "handler-verify", "account-1", 2, "{}", 1, "2018-05-10T12:41:25.813001Z", "2018-05-10T12:41:25.813001Z"
commit;

-- handlers.find
select "HANDLER_ID", "POLICIES", "VERSION"
  from "HANDLER"
  where "ACCOUNT_ID" = :1 and "TYPE" = :2;
-- "account-1", 1

-- handlers.lock
select "HANDLER_ID", "POLICIES", "VERSION"
  from "HANDLER"
  where "ACCOUNT_ID" = :1 and "TYPE" = :2
  order by "HANDLER_ID" for update;
-- "account-1", 1

-- handlers.update
update "HANDLER" set "POLICIES" = :1, "VERSION" = :2, "LAST_UPDATE_TIME" = :3
  where "ACCOUNT_ID" = :4 and "TYPE" = :5;
-- "{\"x\":1}", 2, "2018-05-10T12:41:25.813001Z", "account-1", 2

-- erasure.lockAccount
select "ACCOUNT_ID"
  from "ACCOUNT"
  where "ACCOUNT_ID" = :1
  order by "ACCOUNT_ID" for update;
-- "account-1"

-- erasure.descriptors
select "DESCRIPTOR_ID"
  from "DESCRIPTOR"
  where "ACCOUNT_ID" = :1
  order by "DESCRIPTOR_ID"
  fetch first :2 rows only;
-- "account-1", 10

-- erasure.persons
select "PERSON_ID"
  from "PERSON"
  where "ACCOUNT_ID" = :1
  order by "PERSON_ID"
  fetch first :2 rows only;
-- "account-1", 10

-- erasure.deleteDescriptors
select "DESCRIPTOR_ID", "HAS_PORTRAIT"
  from "DESCRIPTOR"
  where "ACCOUNT_ID" = :1 and "DESCRIPTOR_ID" in (:2, :3, :4, :5);
-- "account-1", "face-1", "face-2", "face-3", "face-3"
insert into "PORTRAIT_ERASURE" ("DESCRIPTOR_ID", "ACCOUNT_ID", "NOTE_TIME")
  values (:1, :2, :3);
-- "face-1", "account-1", "2018-05-10T12:41:25.813001Z"
-- "face-2", "account-1", "2018-05-10T12:41:25.813001Z"
delete from "PERSON_FACE"
  where "FACE_ID" in (:1, :2);
-- "face-1", "face-2"
delete from "LIST_DESCRIPTOR"
  where "DESCRIPTOR_ID" in (:1, :2);
-- "face-1", "face-2"
delete from "DESCRIPTOR"
  where "DESCRIPTOR_ID" in (:1, :2);
-- "face-1", "face-2"

-- erasure.deletePersons
delete from "PERSON"
  where "ACCOUNT_ID" = :1 and "PERSON_ID" in (:2, :3, :4, :5);
-- "account-1", "person-1", "person-2", "person-3", "person-3"
delete from "PERSON_ACTION"
  where "PERSON_ID" in (:1, :2, :3, :4);
-- "person-1", "person-2", "person-3", "person-3"
delete from "PERSON_ACTION"
  where "OTHER_PERSON_ID" in (:1, :2, :3, :4);
-- "person-1", "person-2", "person-3", "person-3"
select 1 "FOUND"
  from "IDEMPOTENCY_KEY"
  where "ACCOUNT_ID" = :1 and "STATUS" is not null
  order by "ACCOUNT_ID", "KEY_HASH" for update;
-- "account-1"
update "IDEMPOTENCY_KEY" set "ANSWER" = :1
  where "ACCOUNT_ID" = :2 and "STATUS" is not null;
-- null, "account-1"

-- erasure.deleteAccount
select 1 "FOUND"
  from "ACCOUNT_TOKEN"
  where "ACCOUNT_ID" = :1
  order by "TOKEN_ID" for update;
-- "account-1"
delete from "ACCOUNT_TOKEN"
  where "ACCOUNT_ID" = :1;
-- "account-1"
delete from "HANDLER"
  where "ACCOUNT_ID" = :1;
-- "account-1"
delete from "ACCOUNT_RETENTION"
  where "ACCOUNT_ID" = :1;
-- "account-1"
select 1 "FOUND"
  from "IDEMPOTENCY_KEY"
  where "ACCOUNT_ID" = :1
  order by "ACCOUNT_ID", "KEY_HASH" for update;
-- "account-1"
delete from "IDEMPOTENCY_KEY"
  where "ACCOUNT_ID" = :1;
-- "account-1"
delete from "ACCOUNT_KEY"
  where "ACCOUNT_ID" = :1;
-- "account-1"
delete from "ACCOUNT"
  where "ACCOUNT_ID" = :1;
-- "account-1"

-- erasure.pendingPortraits: of all
select "DESCRIPTOR_ID"
  from "PORTRAIT_ERASURE"
  order by "DESCRIPTOR_ID"
  fetch first :1 rows only;
-- 10

-- erasure.pendingPortraits: of an account
select "DESCRIPTOR_ID"
  from "PORTRAIT_ERASURE"
  where "ACCOUNT_ID" = :1
  order by "DESCRIPTOR_ID"
  fetch first :2 rows only;
-- "account-1", 10

-- erasure.pendingPortraits: old ones
select "DESCRIPTOR_ID"
  from "PORTRAIT_ERASURE"
  where ("NOTE_TIME" is null or "NOTE_TIME" <= :1)
  order by "DESCRIPTOR_ID"
  fetch first :2 rows only;
-- "2018-05-10T12:41:25.813001Z", 10

-- erasure.leavePortraits
begin;
select 1 "FOUND"
  from "PORTRAIT_ERASURE"
  where "DESCRIPTOR_ID" in (:1, :2, :3, :4)
  order by "DESCRIPTOR_ID" for update;
-- "face-1", "face-2", "face-3", "face-3"
update "PORTRAIT_ERASURE" set "NOTE_TIME" = :1
  where "DESCRIPTOR_ID" in (:2, :3, :4, :5);
-- null, "face-1", "face-2", "face-3", "face-3"
commit;

-- erasure.portraitsErased
begin;
select 1 "FOUND"
  from "PORTRAIT_ERASURE"
  where "DESCRIPTOR_ID" in (:1, :2, :3, :4)
  order by "DESCRIPTOR_ID" for update;
-- "face-1", "face-2", "face-3", "face-3"
delete from "PORTRAIT_ERASURE"
  where "DESCRIPTOR_ID" in (:1, :2, :3, :4);
-- "face-1", "face-2", "face-3", "face-3"
commit;

-- portraitPlace.find
select "KIND", "FOLDER_ID", "BUCKET_ID", "MOVING_FROM"
  from "PORTRAIT_PLACE"
  where "PLACE_ID" = :1;
-- 1

-- portraitPlace.claim
insert into "PORTRAIT_PLACE" ("PLACE_ID", "KIND", "FOLDER_ID", "BUCKET_ID", "MOVING_FROM")
  values (:1, :2, :3, :4, :5);
-- 1, "files", "folder-1", null, null
select "KIND", "FOLDER_ID", "BUCKET_ID", "MOVING_FROM"
  from "PORTRAIT_PLACE"
  where "PLACE_ID" = :1;
-- 1

-- portraitPlace.change: a move begins
update "PORTRAIT_PLACE" set "KIND" = :1, "FOLDER_ID" = :2, "BUCKET_ID" = :3, "MOVING_FROM" = :4
  where "PLACE_ID" = :5 and "KIND" = :6 and "MOVING_FROM" is null;
-- "database", "folder-1", null, "files", 1, "files"

-- portraitPlace.change: a move ends
update "PORTRAIT_PLACE" set "KIND" = :1, "FOLDER_ID" = :2, "BUCKET_ID" = :3, "MOVING_FROM" = :4
  where "PLACE_ID" = :5 and "KIND" = :6 and "MOVING_FROM" = :7;
-- "database", "folder-1", null, null, 1, "database", "files"

-- portraitPlace.illustrated
select count(*) "COUNT"
  from "DESCRIPTOR"
  where "HAS_PORTRAIT" = :1;
-- 1

-- portraitImages.put
insert into "PORTRAIT" ("DESCRIPTOR_ID", "SIDE", "IMAGE", "CREATE_TIME")
  values (:1, :2, :3, :4);
-- "face-1", 0, <2 bytes>, "2018-05-10T12:41:25.813001Z"
-- "face-1", 64, <2 bytes>, "2018-05-10T12:41:25.813001Z"

-- portraitImages.find
select "IMAGE"
  from "PORTRAIT"
  where "DESCRIPTOR_ID" = :1 and "SIDE" = :2;
-- "face-1", 64

-- portraitImages.all
select "SIDE", "IMAGE"
  from "PORTRAIT"
  where "DESCRIPTOR_ID" = :1
  order by "SIDE";
-- "face-1"

-- portraitImages.delete
begin;
select "DESCRIPTOR_ID", "SIDE"
  from "PORTRAIT"
  where "DESCRIPTOR_ID" in (:1, :2, :3, :4)
  order by "DESCRIPTOR_ID", "SIDE" for update;
-- "face-1", "face-2", "face-3", "face-3"
delete from "PORTRAIT"
  where "DESCRIPTOR_ID" in (:1, :2, :3, :4);
-- "face-1", "face-2", "face-3", "face-3"
commit;

-- portraitImages.page: the first
select "DESCRIPTOR_ID", to_char("CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME"
  from "PORTRAIT"
  where "SIDE" = :1
  order by "DESCRIPTOR_ID"
  fetch first :2 rows only;
-- 0, 10

-- portraitImages.page: behind one
select "DESCRIPTOR_ID", to_char("CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME"
  from "PORTRAIT"
  where "SIDE" = :1 and "DESCRIPTOR_ID" > :2
  order by "DESCRIPTOR_ID"
  fetch first :3 rows only;
-- 0, "face-1", 10

-- retention.find
select "DESCRIPTOR_DAYS", "PORTRAIT_DAYS"
  from "ACCOUNT_RETENTION"
  where "ACCOUNT_ID" = :1;
-- "account-1"

-- retention.set
insert /*+ ignore_row_on_dupkey_index(account_retention, account_retention_pk) */ into "ACCOUNT_RETENTION" ("ACCOUNT_ID", "DESCRIPTOR_DAYS", "PORTRAIT_DAYS")
  values (:1, :2, :3);
-- "account-1", 30, null
update "ACCOUNT_RETENTION" set "DESCRIPTOR_DAYS" = :1, "PORTRAIT_DAYS" = :2
  where "ACCOUNT_ID" = :3;
-- 30, null, "account-1"

-- retention.oldPortraits: from the start
select "DESCRIPTOR_ID"
  from "DESCRIPTOR"
  where "ACCOUNT_ID" = :1 and "HAS_PORTRAIT" = :2 and "CREATE_TIME" <= :3
  order by "DESCRIPTOR_ID"
  fetch first :4 rows only;
-- "account-1", 1, "2018-05-10T12:41:25.813001Z", 10

-- retention.oldPortraits: behind an id
select "DESCRIPTOR_ID"
  from "DESCRIPTOR"
  where "ACCOUNT_ID" = :1 and "HAS_PORTRAIT" = :2 and "CREATE_TIME" <= :3 and "DESCRIPTOR_ID" > :4
  order by "DESCRIPTOR_ID"
  fetch first :5 rows only;
-- "account-1", 1, "2018-05-10T12:41:25.813001Z", "face-1", 10

-- retention.dropPortraits
begin;
select "DESCRIPTOR_ID"
  from "DESCRIPTOR"
  where "ACCOUNT_ID" = :1 and "HAS_PORTRAIT" = :2 and "DESCRIPTOR_ID" in (:3, :4, :5, :6)
  order by "DESCRIPTOR_ID" for update;
-- "account-1", 1, "face-1", "face-2", "face-3", "face-3"
insert into "PORTRAIT_ERASURE" ("DESCRIPTOR_ID", "ACCOUNT_ID", "NOTE_TIME")
  values (:1, :2, :3);
-- "face-1", "account-1", "2018-05-10T12:41:25.813001Z"
update "DESCRIPTOR" set "HAS_PORTRAIT" = :1
  where "DESCRIPTOR_ID" in (:2);
-- 0, "face-1"
commit;

-- galleryFeed.version
select "VERSION", "STAMP", 0 "OF_DESCRIPTORS"
  from "PERSONS_LIST"
  where "LIST_ID" = :1
  union all select "VERSION", "STAMP", 1 "OF_DESCRIPTORS"
  from "DESCRIPTORS_LIST"
  where "LIST_ID" = :2;
-- "list-1", "list-1"

-- galleryFeed.versions
select "LIST_ID", "VERSION", "STAMP"
  from "PERSONS_LIST"
  where "LIST_ID" in (:1, :2)
  union all select "LIST_ID", "VERSION", "STAMP"
  from "DESCRIPTORS_LIST"
  where "LIST_ID" in (:3, :4);
-- "list-1", "list-2", "list-1", "list-2"

-- galleryFeed.changesAfter
select "VERSION", "STAMP", "DESCRIPTOR_ID", "OPERATION"
  from "LIST_CHANGE"
  where "LIST_ID" = :1 and "VERSION" >= :2 and ("VERSION" > :3 or "ORDINAL" = :4)
  order by "VERSION", "ORDINAL"
  fetch first :5 rows only;
-- "list-1", 7, 7, 0, 20002
select "VERSION", "STAMP", 0 "OF_DESCRIPTORS"
  from "PERSONS_LIST"
  where "LIST_ID" = :1
  union all select "VERSION", "STAMP", 1 "OF_DESCRIPTORS"
  from "DESCRIPTORS_LIST"
  where "LIST_ID" = :2;
-- "list-1", "list-1"

-- galleryFeed.load: a persons list
select "VERSION", "STAMP", 0 "OF_DESCRIPTORS"
  from "PERSONS_LIST"
  where "LIST_ID" = :1
  union all select "VERSION", "STAMP", 1 "OF_DESCRIPTORS"
  from "DESCRIPTORS_LIST"
  where "LIST_ID" = :2;
-- "list-1", "list-1"
select "PERSON_ID" "ID"
  from "LIST_PERSON"
  where "LIST_ID" = :1 and "PERSON_ID" > :2
  order by "PERSON_ID"
  fetch first :3 rows only;
-- "list-1", " ", 2560
select "DESCRIPTOR"."DESCRIPTOR_ID", "PERSON_FACE"."PERSON_ID", case when "DESCRIPTOR_VECTOR"."MODEL_ID" is null then "DESCRIPTOR"."MODEL_ID" else "DESCRIPTOR_VECTOR"."MODEL_ID" end "MODEL_ID", case when "DESCRIPTOR_VECTOR"."MODEL_ID" is null then "DESCRIPTOR"."VECTOR" else "DESCRIPTOR_VECTOR"."VECTOR" end "VECTOR", "DESCRIPTOR"."ACCOUNT_ID"
  from "PERSON_FACE"
  inner join "DESCRIPTOR" on "DESCRIPTOR"."DESCRIPTOR_ID" = "PERSON_FACE"."FACE_ID"
  left join "DESCRIPTOR_VECTOR" on "DESCRIPTOR_VECTOR"."DESCRIPTOR_ID" = "DESCRIPTOR"."DESCRIPTOR_ID"
    and "DESCRIPTOR_VECTOR"."MODEL_ID" = ''
    and "DESCRIPTOR_VECTOR"."IN_USE" = :1
  where "PERSON_FACE"."PERSON_ID" in (:2);
-- 1, "person-1"
select "VERSION", "STAMP", 0 "OF_DESCRIPTORS"
  from "PERSONS_LIST"
  where "LIST_ID" = :1
  union all select "VERSION", "STAMP", 1 "OF_DESCRIPTORS"
  from "DESCRIPTORS_LIST"
  where "LIST_ID" = :2;
-- "list-1", "list-1"

-- galleryFeed.load: a persons list, beside other work
select "VERSION", "STAMP", 0 "OF_DESCRIPTORS"
  from "PERSONS_LIST"
  where "LIST_ID" = :1
  union all select "VERSION", "STAMP", 1 "OF_DESCRIPTORS"
  from "DESCRIPTORS_LIST"
  where "LIST_ID" = :2;
-- "list-1", "list-1"
select "PERSON_ID" "ID"
  from "LIST_PERSON"
  where "LIST_ID" = :1 and "PERSON_ID" > :2
  order by "PERSON_ID"
  fetch first :3 rows only;
-- "list-1", " ", 2560
select "DESCRIPTOR"."DESCRIPTOR_ID", "PERSON_FACE"."PERSON_ID", case when "DESCRIPTOR_VECTOR"."MODEL_ID" is null then "DESCRIPTOR"."MODEL_ID" else "DESCRIPTOR_VECTOR"."MODEL_ID" end "MODEL_ID", case when "DESCRIPTOR_VECTOR"."MODEL_ID" is null then "DESCRIPTOR"."VECTOR" else "DESCRIPTOR_VECTOR"."VECTOR" end "VECTOR", "DESCRIPTOR"."ACCOUNT_ID"
  from "PERSON_FACE"
  inner join "DESCRIPTOR" on "DESCRIPTOR"."DESCRIPTOR_ID" = "PERSON_FACE"."FACE_ID"
  left join "DESCRIPTOR_VECTOR" on "DESCRIPTOR_VECTOR"."DESCRIPTOR_ID" = "DESCRIPTOR"."DESCRIPTOR_ID"
    and "DESCRIPTOR_VECTOR"."MODEL_ID" = ''
    and "DESCRIPTOR_VECTOR"."IN_USE" = :1
  where "PERSON_FACE"."PERSON_ID" in (:2);
-- 1, "person-1"
select "VERSION", "STAMP", 0 "OF_DESCRIPTORS"
  from "PERSONS_LIST"
  where "LIST_ID" = :1
  union all select "VERSION", "STAMP", 1 "OF_DESCRIPTORS"
  from "DESCRIPTORS_LIST"
  where "LIST_ID" = :2;
-- "list-1", "list-1"

-- galleryFeed.load: a descriptors list
select "VERSION", "STAMP", 0 "OF_DESCRIPTORS"
  from "PERSONS_LIST"
  where "LIST_ID" = :1
  union all select "VERSION", "STAMP", 1 "OF_DESCRIPTORS"
  from "DESCRIPTORS_LIST"
  where "LIST_ID" = :2;
-- "list-1", "list-1"
select "DESCRIPTOR_ID" "ID"
  from "LIST_DESCRIPTOR"
  where "LIST_ID" = :1 and "DESCRIPTOR_ID" > :2
  order by "DESCRIPTOR_ID"
  fetch first :3 rows only;
-- "list-1", " ", 2560
select "DESCRIPTOR"."DESCRIPTOR_ID", "PERSON_FACE"."PERSON_ID", case when "DESCRIPTOR_VECTOR"."MODEL_ID" is null then "DESCRIPTOR"."MODEL_ID" else "DESCRIPTOR_VECTOR"."MODEL_ID" end "MODEL_ID", case when "DESCRIPTOR_VECTOR"."MODEL_ID" is null then "DESCRIPTOR"."VECTOR" else "DESCRIPTOR_VECTOR"."VECTOR" end "VECTOR", "DESCRIPTOR"."ACCOUNT_ID"
  from "DESCRIPTOR"
  left join "DESCRIPTOR_VECTOR" on "DESCRIPTOR_VECTOR"."DESCRIPTOR_ID" = "DESCRIPTOR"."DESCRIPTOR_ID"
    and "DESCRIPTOR_VECTOR"."MODEL_ID" = ''
    and "DESCRIPTOR_VECTOR"."IN_USE" = :1
  left join "PERSON_FACE" on "PERSON_FACE"."FACE_ID" = "DESCRIPTOR"."DESCRIPTOR_ID"
  where "DESCRIPTOR"."DESCRIPTOR_ID" in (:2);
-- 1, "face-1"
select "VERSION", "STAMP", 0 "OF_DESCRIPTORS"
  from "PERSONS_LIST"
  where "LIST_ID" = :1
  union all select "VERSION", "STAMP", 1 "OF_DESCRIPTORS"
  from "DESCRIPTORS_LIST"
  where "LIST_ID" = :2;
-- "list-1", "list-1"

-- galleryFeed.load: a descriptors list, beside other work
select "VERSION", "STAMP", 0 "OF_DESCRIPTORS"
  from "PERSONS_LIST"
  where "LIST_ID" = :1
  union all select "VERSION", "STAMP", 1 "OF_DESCRIPTORS"
  from "DESCRIPTORS_LIST"
  where "LIST_ID" = :2;
-- "list-1", "list-1"
select "DESCRIPTOR_ID" "ID"
  from "LIST_DESCRIPTOR"
  where "LIST_ID" = :1 and "DESCRIPTOR_ID" > :2
  order by "DESCRIPTOR_ID"
  fetch first :3 rows only;
-- "list-1", " ", 2560
select "DESCRIPTOR"."DESCRIPTOR_ID", "PERSON_FACE"."PERSON_ID", case when "DESCRIPTOR_VECTOR"."MODEL_ID" is null then "DESCRIPTOR"."MODEL_ID" else "DESCRIPTOR_VECTOR"."MODEL_ID" end "MODEL_ID", case when "DESCRIPTOR_VECTOR"."MODEL_ID" is null then "DESCRIPTOR"."VECTOR" else "DESCRIPTOR_VECTOR"."VECTOR" end "VECTOR", "DESCRIPTOR"."ACCOUNT_ID"
  from "DESCRIPTOR"
  left join "DESCRIPTOR_VECTOR" on "DESCRIPTOR_VECTOR"."DESCRIPTOR_ID" = "DESCRIPTOR"."DESCRIPTOR_ID"
    and "DESCRIPTOR_VECTOR"."MODEL_ID" = ''
    and "DESCRIPTOR_VECTOR"."IN_USE" = :1
  left join "PERSON_FACE" on "PERSON_FACE"."FACE_ID" = "DESCRIPTOR"."DESCRIPTOR_ID"
  where "DESCRIPTOR"."DESCRIPTOR_ID" in (:2);
-- 1, "face-1"
select "VERSION", "STAMP", 0 "OF_DESCRIPTORS"
  from "PERSONS_LIST"
  where "LIST_ID" = :1
  union all select "VERSION", "STAMP", 1 "OF_DESCRIPTORS"
  from "DESCRIPTORS_LIST"
  where "LIST_ID" = :2;
-- "list-1", "list-1"

-- galleryFeed.vectors
select "DESCRIPTOR"."DESCRIPTOR_ID", "PERSON_FACE"."PERSON_ID", case when "DESCRIPTOR_VECTOR"."MODEL_ID" is null then "DESCRIPTOR"."MODEL_ID" else "DESCRIPTOR_VECTOR"."MODEL_ID" end "MODEL_ID", case when "DESCRIPTOR_VECTOR"."MODEL_ID" is null then "DESCRIPTOR"."VECTOR" else "DESCRIPTOR_VECTOR"."VECTOR" end "VECTOR", "DESCRIPTOR"."ACCOUNT_ID"
  from "DESCRIPTOR"
  left join "DESCRIPTOR_VECTOR" on "DESCRIPTOR_VECTOR"."DESCRIPTOR_ID" = "DESCRIPTOR"."DESCRIPTOR_ID"
    and "DESCRIPTOR_VECTOR"."MODEL_ID" = ''
    and "DESCRIPTOR_VECTOR"."IN_USE" = :1
  left join "PERSON_FACE" on "PERSON_FACE"."FACE_ID" = "DESCRIPTOR"."DESCRIPTOR_ID"
  where "DESCRIPTOR"."DESCRIPTOR_ID" in (:2, :3, :4, :5);
-- 1, "face-1", "face-2", "face-3", "face-3"

-- galleryFeed.vectorsOfPersons
select "DESCRIPTOR"."DESCRIPTOR_ID", "PERSON_FACE"."PERSON_ID", case when "DESCRIPTOR_VECTOR"."MODEL_ID" is null then "DESCRIPTOR"."MODEL_ID" else "DESCRIPTOR_VECTOR"."MODEL_ID" end "MODEL_ID", case when "DESCRIPTOR_VECTOR"."MODEL_ID" is null then "DESCRIPTOR"."VECTOR" else "DESCRIPTOR_VECTOR"."VECTOR" end "VECTOR", "DESCRIPTOR"."ACCOUNT_ID"
  from "PERSON_FACE"
  inner join "DESCRIPTOR" on "DESCRIPTOR"."DESCRIPTOR_ID" = "PERSON_FACE"."FACE_ID"
  left join "DESCRIPTOR_VECTOR" on "DESCRIPTOR_VECTOR"."DESCRIPTOR_ID" = "DESCRIPTOR"."DESCRIPTOR_ID"
    and "DESCRIPTOR_VECTOR"."MODEL_ID" = ''
    and "DESCRIPTOR_VECTOR"."IN_USE" = :1
  where "PERSON_FACE"."PERSON_ID" in (:2, :3, :4, :5);
-- 1, "person-1", "person-2", "person-3", "person-3"

-- galleryFeed.recentLists
select "LIST_ID"
  from (select "LIST_ID", "UPDATE_TIME"
  from "PERSONS_LIST"
  union all select "LIST_ID", "UPDATE_TIME"
  from "DESCRIPTORS_LIST") "LISTS"
  order by "UPDATE_TIME" desc
  fetch first :1 rows only;
-- 10

-- listReader.describe: persons_list
select "LIST_ID"
  from "PERSONS_LIST"
  where "LIST_ID" = :1;
-- "list-1"
select count(*) "COUNT"
  from "LIST_PERSON"
  where "LIST_ID" = :1;
-- "list-1"

-- listReader.describe: descriptors_list
select "LIST_ID"
  from "PERSONS_LIST"
  where "LIST_ID" = :1;
-- "list-1"
select "LIST_ID"
  from "DESCRIPTORS_LIST"
  where "LIST_ID" = :1;
-- "list-1"
select count(*) "COUNT"
  from "LIST_DESCRIPTOR"
  where "LIST_ID" = :1;
-- "list-1"

-- listReader.vectors: persons behind an id
select "PERSON_ID" "ID"
  from "LIST_PERSON"
  where "LIST_ID" = :1 and "PERSON_ID" > :2
  order by "PERSON_ID"
  fetch first :3 rows only;
-- "list-1", "id-1", 2560
select "DESCRIPTOR"."DESCRIPTOR_ID", "PERSON_FACE"."PERSON_ID", case when "DESCRIPTOR_VECTOR"."MODEL_ID" is null then "DESCRIPTOR"."MODEL_ID" else "DESCRIPTOR_VECTOR"."MODEL_ID" end "MODEL_ID", case when "DESCRIPTOR_VECTOR"."MODEL_ID" is null then "DESCRIPTOR"."VECTOR" else "DESCRIPTOR_VECTOR"."VECTOR" end "VECTOR", "DESCRIPTOR"."ACCOUNT_ID"
  from "PERSON_FACE"
  inner join "DESCRIPTOR" on "DESCRIPTOR"."DESCRIPTOR_ID" = "PERSON_FACE"."FACE_ID"
  left join "DESCRIPTOR_VECTOR" on "DESCRIPTOR_VECTOR"."DESCRIPTOR_ID" = "DESCRIPTOR"."DESCRIPTOR_ID"
    and "DESCRIPTOR_VECTOR"."MODEL_ID" = ''
    and "DESCRIPTOR_VECTOR"."IN_USE" = :1
  where "PERSON_FACE"."PERSON_ID" in (:2);
-- 1, "id-2"

-- listReader.vectors: descriptors behind an id
select "DESCRIPTOR_ID" "ID"
  from "LIST_DESCRIPTOR"
  where "LIST_ID" = :1 and "DESCRIPTOR_ID" > :2
  order by "DESCRIPTOR_ID"
  fetch first :3 rows only;
-- "list-1", "id-1", 2560
select "DESCRIPTOR"."DESCRIPTOR_ID", "PERSON_FACE"."PERSON_ID", case when "DESCRIPTOR_VECTOR"."MODEL_ID" is null then "DESCRIPTOR"."MODEL_ID" else "DESCRIPTOR_VECTOR"."MODEL_ID" end "MODEL_ID", case when "DESCRIPTOR_VECTOR"."MODEL_ID" is null then "DESCRIPTOR"."VECTOR" else "DESCRIPTOR_VECTOR"."VECTOR" end "VECTOR", "DESCRIPTOR"."ACCOUNT_ID"
  from "DESCRIPTOR"
  left join "DESCRIPTOR_VECTOR" on "DESCRIPTOR_VECTOR"."DESCRIPTOR_ID" = "DESCRIPTOR"."DESCRIPTOR_ID"
    and "DESCRIPTOR_VECTOR"."MODEL_ID" = ''
    and "DESCRIPTOR_VECTOR"."IN_USE" = :1
  left join "PERSON_FACE" on "PERSON_FACE"."FACE_ID" = "DESCRIPTOR"."DESCRIPTOR_ID"
  where "DESCRIPTOR"."DESCRIPTOR_ID" in (:2);
-- 1, "id-2"

-- listReader.names
select "PERSON_ID", "USER_DATA", "EXTERNAL_ID"
  from "PERSON"
  where "PERSON_ID" in (:1, :2, :3, :4);
-- "person-1", "person-2", "person-3", "person-3"

-- personSearch.find: everybody, from the first
select to_char("MEMBER"."CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME", "MEMBER"."PERSON_ID"
  from "PERSON" "MEMBER"
  where "MEMBER"."ACCOUNT_ID" = :1
  order by "MEMBER"."CREATE_TIME" desc, "MEMBER"."PERSON_ID" desc
  offset :2 rows
  fetch first :3 rows only;
-- "account-1", 0, 10
select "P"."PERSON_ID", "P"."ACCOUNT_ID", "P"."USER_DATA", "P"."EXTERNAL_ID", to_char("P"."CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME", (select replace(replace(replace(json_arrayagg("FACE_ID"
  order by "LINK_TIME", "FACE_ID" returning clob), '["'), '"]'), '","', ',') "JOINED"
  from "PERSON_FACE"
  where "PERSON_FACE"."PERSON_ID" = "P"."PERSON_ID") "DESCRIPTORS", (select replace(replace(replace(json_arrayagg("LIST_ID"
  order by "LIST_ID" returning clob), '["'), '"]'), '","', ',') "JOINED"
  from "LIST_PERSON"
  where "LIST_PERSON"."PERSON_ID" = "P"."PERSON_ID") "LISTS"
  from (select *
  from "PERSON"
  where "PERSON_ID" in (:1)) "P";
-- "person-1"

-- personSearch.find: of a list by a text, behind one
select to_char("MEMBER"."CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME", "MEMBER"."PERSON_ID"
  from "LIST_PERSON" "MEMBER"
  where "MEMBER"."LIST_ID" = :1 and ("MEMBER"."CREATE_TIME" >= :2 and ("MEMBER"."CREATE_TIME" > :3 or "MEMBER"."PERSON_ID" > :4))
  order by "MEMBER"."CREATE_TIME" asc, "MEMBER"."PERSON_ID" asc
  offset :5 rows
  fetch first :6 rows only;
-- "list-1", "2018-05-10T12:41:25.813001Z", "2018-05-10T12:41:25.813001Z", "person-1", 19999, 1
select to_char("STRETCH"."CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME", "STRETCH"."PERSON_ID"
  from (select "MEMBER"."CREATE_TIME", "MEMBER"."PERSON_ID"
  from "LIST_PERSON" "MEMBER"
  where "MEMBER"."LIST_ID" = :1 and ("MEMBER"."CREATE_TIME" >= :2 and ("MEMBER"."CREATE_TIME" > :3 or "MEMBER"."PERSON_ID" > :4)) and ("MEMBER"."CREATE_TIME" <= :5 and ("MEMBER"."CREATE_TIME" < :6 or "MEMBER"."PERSON_ID" <= :7))) "STRETCH"
  inner join "PERSON" on "PERSON"."PERSON_ID" = "STRETCH"."PERSON_ID"
  where (lower("PERSON"."USER_DATA") like :8 escape '!' or lower("PERSON"."EXTERNAL_ID") like :9 escape '!');
-- "list-1", "2018-05-10T12:41:25.813001Z", "2018-05-10T12:41:25.813001Z", "person-1", "2018-05-10T12:41:25.813001Z", "2018-05-10T12:41:25.813001Z", "person-1", "5!%!_!!%", "5!%!_!!%"
select to_char("MEMBER"."CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME", "MEMBER"."PERSON_ID"
  from "LIST_PERSON" "MEMBER"
  where "MEMBER"."LIST_ID" = :1 and ("MEMBER"."CREATE_TIME" >= :2 and ("MEMBER"."CREATE_TIME" > :3 or "MEMBER"."PERSON_ID" > :4))
  order by "MEMBER"."CREATE_TIME" asc, "MEMBER"."PERSON_ID" asc
  offset :5 rows
  fetch first :6 rows only;
-- "list-1", "2018-05-10T12:41:25.813001Z", "2018-05-10T12:41:25.813001Z", "person-1", 19999, 1
select to_char("STRETCH"."CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME", "STRETCH"."PERSON_ID"
  from (select "MEMBER"."CREATE_TIME", "MEMBER"."PERSON_ID"
  from "LIST_PERSON" "MEMBER"
  where "MEMBER"."LIST_ID" = :1 and ("MEMBER"."CREATE_TIME" >= :2 and ("MEMBER"."CREATE_TIME" > :3 or "MEMBER"."PERSON_ID" > :4))) "STRETCH"
  inner join "PERSON" on "PERSON"."PERSON_ID" = "STRETCH"."PERSON_ID"
  where (lower("PERSON"."USER_DATA") like :5 escape '!' or lower("PERSON"."EXTERNAL_ID") like :6 escape '!');
-- "list-1", "2018-05-10T12:41:25.813001Z", "2018-05-10T12:41:25.813001Z", "person-1", "5!%!_!!%", "5!%!_!!%"

-- personSearch.count: everybody
select count(*) "COUNT"
  from (select "MEMBER"."CREATE_TIME", "MEMBER"."PERSON_ID"
  from "PERSON" "MEMBER"
  where "MEMBER"."ACCOUNT_ID" = :1) "EVERYBODY";
-- "account-1"

-- personSearch.count: by a text
select to_char("MEMBER"."CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME", "MEMBER"."PERSON_ID"
  from "PERSON" "MEMBER"
  where "MEMBER"."ACCOUNT_ID" = :1
  order by "MEMBER"."CREATE_TIME" desc, "MEMBER"."PERSON_ID" desc
  offset :2 rows
  fetch first :3 rows only;
-- "account-1", 19999, 1
select to_char("STRETCH"."CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME", "STRETCH"."PERSON_ID"
  from (select "MEMBER"."CREATE_TIME", "MEMBER"."PERSON_ID"
  from "PERSON" "MEMBER"
  where "MEMBER"."ACCOUNT_ID" = :1) "STRETCH"
  inner join "PERSON" on "PERSON"."PERSON_ID" = "STRETCH"."PERSON_ID"
  where (lower("PERSON"."USER_DATA") like :2 escape '!' or lower("PERSON"."EXTERNAL_ID") like :3 escape '!');
-- "account-1", "%x%", "%x%"

-- review.addAction
insert into "PERSON_ACTION" ("ACTION_ID", "ACCOUNT_ID", "KIND", "CREATE_TIME", "UNDO_TIME", "PERSON_ID", "OTHER_PERSON_ID", "DETAILS")
  values (:1, :2, :3, :4, :5, :6, :7, :8);
-- "action-1", "account-1", "merge", "2018-05-10T12:41:25.813001Z", null, "person-1", null, "{\"faces\":[\"face-1\",\"face-2\",\"face-3\"]}"

-- review.findAction
select "ACTION_ID", "KIND", to_char("CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME", to_char("UNDO_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "UNDO_TIME", "PERSON_ID", "OTHER_PERSON_ID", "DETAILS"
  from "PERSON_ACTION"
  where "ACCOUNT_ID" = :1 and "ACTION_ID" = :2;
-- "account-1", "action-1"

-- review.markUndone
update "PERSON_ACTION" set "UNDO_TIME" = :1
  where "ACCOUNT_ID" = :2 and "ACTION_ID" = :3 and "UNDO_TIME" is null;
-- "2018-05-10T12:41:25.813001Z", "account-1", "action-1"

-- review.actions: the first
select "ACTION_ID", "KIND", to_char("CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME", to_char("UNDO_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "UNDO_TIME", "PERSON_ID", "OTHER_PERSON_ID", "DETAILS"
  from "PERSON_ACTION"
  where "ACCOUNT_ID" = :1
  order by "CREATE_TIME" desc, "ACTION_ID" desc
  fetch first :2 rows only;
-- "account-1", 10

-- review.actions: of a person, behind one
select "ACTION_ID", "KIND", to_char("CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME", to_char("UNDO_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "UNDO_TIME", "PERSON_ID", "OTHER_PERSON_ID", "DETAILS"
  from "PERSON_ACTION"
  where "ACCOUNT_ID" = :1 and ("PERSON_ID" = :2 or "OTHER_PERSON_ID" = :3) and ("CREATE_TIME" <= :4 and ("CREATE_TIME" < :5 or "ACTION_ID" < :6))
  order by "CREATE_TIME" desc, "ACTION_ID" desc
  fetch first :7 rows only;
-- "account-1", "person-1", "person-1", "2018-05-10T12:41:25.813001Z", "2018-05-10T12:41:25.813001Z", "action-1", 10

-- review.rejectFaces
select "PERSON_ID", "DESCRIPTOR_ID"
  from "REJECTED_FACE"
  where "PERSON_ID" in (:1);
-- "person-1"
insert /*+ ignore_row_on_dupkey_index(rejected_face, rejected_face_pk) */ into "REJECTED_FACE" ("PERSON_ID", "DESCRIPTOR_ID", "CREATE_TIME")
  values (:1, :2, :3);
-- "person-1", "face-2", "2018-05-10T12:41:25.813001Z"
-- "person-1", "face-3", "2018-05-10T12:41:25.813001Z"

-- review.forgetRejectedFaces
delete from "REJECTED_FACE"
  where "PERSON_ID" = :1 and "DESCRIPTOR_ID" in (:2, :3, :4, :5);
-- "person-1", "face-1", "face-2", "face-3", "face-3"

-- review.rejectedFaces
select "PERSON_ID", "DESCRIPTOR_ID"
  from "REJECTED_FACE"
  where "PERSON_ID" in (:1, :2, :3, :4);
-- "person-1", "person-2", "person-3", "person-3"

-- review.rejectPersons
insert /*+ ignore_row_on_dupkey_index(rejected_person, rejected_person_pk) */ into "REJECTED_PERSON" ("PERSON_ID", "OTHER_ID", "CREATE_TIME")
  values (:1, :2, :3);
-- "person-1", "person-2", "2018-05-10T12:41:25.813001Z"

-- review.forgetRejectedPersons
delete from "REJECTED_PERSON"
  where "PERSON_ID" = :1 and "OTHER_ID" = :2;
-- "person-1", "person-2"

-- review.rejectedPersons
select "PERSON_ID" "ONE", "OTHER_ID" "OTHER"
  from "REJECTED_PERSON"
  where "PERSON_ID" in (:1, :2, :3, :4);
-- "person-1", "person-2", "person-3", "person-3"
select "OTHER_ID" "ONE", "PERSON_ID" "OTHER"
  from "REJECTED_PERSON"
  where "OTHER_ID" in (:1, :2, :3, :4);
-- "person-1", "person-2", "person-3", "person-3"

-- review.dismissFaces
select "DESCRIPTOR_ID"
  from "DISMISSED_FACE"
  where "ACCOUNT_ID" = :1 and "DESCRIPTOR_ID" in (:2, :3, :4, :5);
-- "account-1", "face-1", "face-2", "face-3", "face-3"
insert /*+ ignore_row_on_dupkey_index(dismissed_face, dismissed_face_pk) */ into "DISMISSED_FACE" ("DESCRIPTOR_ID", "ACCOUNT_ID", "CREATE_TIME")
  values (:1, :2, :3);
-- "face-2", "account-1", "2018-05-10T12:41:25.813001Z"
-- "face-3", "account-1", "2018-05-10T12:41:25.813001Z"

-- review.dismissedFaces
select "DESCRIPTOR_ID"
  from "DISMISSED_FACE"
  where "ACCOUNT_ID" = :1 and "DESCRIPTOR_ID" in (:2, :3, :4, :5);
-- "account-1", "face-1", "face-2", "face-3", "face-3"

-- review.restoreFaces
delete from "DISMISSED_FACE"
  where "ACCOUNT_ID" = :1 and "DESCRIPTOR_ID" in (:2, :3, :4, :5);
-- "account-1", "face-1", "face-2", "face-3", "face-3"

-- reviewRuns.runs
select "KIND", "RUN_ID", "STATE", to_char("START_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "START_TIME", to_char("END_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "END_TIME", to_char("BEAT_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "BEAT_TIME", "TOTAL", "DONE", "FOUND", "THRESHOLD"
  from "REVIEW_RUN"
  where "ACCOUNT_ID" = :1
  order by "KIND";
-- "account-1"
select to_char(systimestamp at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "NOW"
  from "SCHEMA_MIGRATION"
  fetch first :1 rows only;
-- 1

-- reviewRuns.begin
select to_char(systimestamp at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "NOW"
  from "SCHEMA_MIGRATION"
  fetch first :1 rows only;
-- 1
update "REVIEW_RUN" set "RUN_ID" = :1, "STATE" = :2, "START_TIME" = :3, "END_TIME" = :4, "TOTAL" = :5, "DONE" = :6, "FOUND" = :7, "THRESHOLD" = :8, "BEAT_TIME" = cast(systimestamp at time zone 'UTC' as timestamp(6))
  where "ACCOUNT_ID" = :9 and "KIND" = :10 and ("STATE" <> :11 or "BEAT_TIME" < :12);
-- "run-1", "running", "2018-05-10T12:41:25.813001Z", null, 0, 0, 0, 500000, "account-1", "clusters", "running", "2018-05-10T12:40:25.813000Z"
insert into "REVIEW_RUN" ("ACCOUNT_ID", "KIND", "RUN_ID", "STATE", "START_TIME", "END_TIME", "TOTAL", "DONE", "FOUND", "THRESHOLD", "BEAT_TIME")
  values (:1, :2, :3, :4, :5, :6, :7, :8, :9, :10, cast(systimestamp at time zone 'UTC' as timestamp(6)));
-- "account-1", "clusters", "run-1", "running", "2018-05-10T12:41:25.813001Z", null, 0, 0, 0, 500000

-- reviewRuns.beat
update "REVIEW_RUN" set "TOTAL" = :1, "DONE" = :2, "BEAT_TIME" = cast(systimestamp at time zone 'UTC' as timestamp(6))
  where "ACCOUNT_ID" = :3 and "KIND" = :4 and "RUN_ID" = :5 and "STATE" = :6;
-- 2, 1, "account-1", "clusters", "run-1", "running"

-- reviewRuns.end
begin;
update "REVIEW_RUN" set "STATE" = :1, "END_TIME" = :2, "FOUND" = :3
  where "ACCOUNT_ID" = :4 and "KIND" = :5 and "RUN_ID" = :6 and "STATE" = :7;
-- "done", "2018-05-10T12:41:25.813001Z", 1, "account-1", "clusters", "run-1", "running"
delete from "REVIEW_RESULT"
  where "ACCOUNT_ID" = :1 and "KIND" = :2;
-- "account-1", "clusters"
insert into "REVIEW_RESULT" ("ACCOUNT_ID", "KIND", "PLACE", "RESULT_ID", "FACES", "BODY")
  values (:1, :2, :3, :4, :5, :6);
-- "account-1", "clusters", 0, "finding-1", 3, "{\"faces\":[\"face-1\",\"face-2\",\"face-3\"]}"
commit;

-- reviewRuns.stop
update "REVIEW_RUN" set "STATE" = :1, "END_TIME" = :2
  where "ACCOUNT_ID" = :3 and "KIND" = :4 and "STATE" = :5;
-- "stopped", "2018-05-10T12:41:25.813001Z", "account-1", "clusters", "running"

-- reviewRuns.findings: the first
select "PLACE", "RESULT_ID", "FACES", "BODY"
  from "REVIEW_RESULT"
  where "ACCOUNT_ID" = :1 and "KIND" = :2 and "FACES" >= :3
  order by "PLACE"
  fetch first :4 rows only;
-- "account-1", "clusters", 2, 10

-- reviewRuns.findings: behind one
select "PLACE", "RESULT_ID", "FACES", "BODY"
  from "REVIEW_RESULT"
  where "ACCOUNT_ID" = :1 and "KIND" = :2 and "FACES" >= :3 and "PLACE" > :4
  order by "PLACE"
  fetch first :5 rows only;
-- "account-1", "clusters", 2, 3, 10

-- reviewRuns.finding
select "PLACE", "RESULT_ID", "FACES", "BODY"
  from "REVIEW_RESULT"
  where "RESULT_ID" = :1 and "ACCOUNT_ID" = :2 and "KIND" = :3;
-- "finding-1", "account-1", "clusters"

-- reviewRuns.looseFaces: the first
select "DESCRIPTOR"."DESCRIPTOR_ID", to_char("CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME", "ACCOUNT_ID", case when "DESCRIPTOR_VECTOR"."MODEL_ID" is null then "DESCRIPTOR"."MODEL_ID" else "DESCRIPTOR_VECTOR"."MODEL_ID" end "MODEL_ID", case when "DESCRIPTOR_VECTOR"."MODEL_ID" is null then "DESCRIPTOR"."VECTOR" else "DESCRIPTOR_VECTOR"."VECTOR" end "VECTOR"
  from "DESCRIPTOR"
  left join "DESCRIPTOR_VECTOR" on "DESCRIPTOR_VECTOR"."DESCRIPTOR_ID" = "DESCRIPTOR"."DESCRIPTOR_ID"
    and "DESCRIPTOR_VECTOR"."MODEL_ID" = ''
    and "DESCRIPTOR_VECTOR"."IN_USE" = :1
  where "ACCOUNT_ID" = :2 and not exists (select "FACE_ID"
  from "PERSON_FACE"
  where "FACE_ID" = "DESCRIPTOR"."DESCRIPTOR_ID") and not exists (select "DISMISSED_FACE"."DESCRIPTOR_ID"
  from "DISMISSED_FACE"
  where "DISMISSED_FACE"."DESCRIPTOR_ID" = "DESCRIPTOR"."DESCRIPTOR_ID")
  order by "CREATE_TIME" desc, "DESCRIPTOR"."DESCRIPTOR_ID" desc
  fetch first :3 rows only;
-- 1, "account-1", 256

-- reviewRuns.looseFaces: behind one
select "DESCRIPTOR"."DESCRIPTOR_ID", to_char("CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME", "ACCOUNT_ID", case when "DESCRIPTOR_VECTOR"."MODEL_ID" is null then "DESCRIPTOR"."MODEL_ID" else "DESCRIPTOR_VECTOR"."MODEL_ID" end "MODEL_ID", case when "DESCRIPTOR_VECTOR"."MODEL_ID" is null then "DESCRIPTOR"."VECTOR" else "DESCRIPTOR_VECTOR"."VECTOR" end "VECTOR"
  from "DESCRIPTOR"
  left join "DESCRIPTOR_VECTOR" on "DESCRIPTOR_VECTOR"."DESCRIPTOR_ID" = "DESCRIPTOR"."DESCRIPTOR_ID"
    and "DESCRIPTOR_VECTOR"."MODEL_ID" = ''
    and "DESCRIPTOR_VECTOR"."IN_USE" = :1
  where "ACCOUNT_ID" = :2 and not exists (select "FACE_ID"
  from "PERSON_FACE"
  where "FACE_ID" = "DESCRIPTOR"."DESCRIPTOR_ID") and not exists (select "DISMISSED_FACE"."DESCRIPTOR_ID"
  from "DISMISSED_FACE"
  where "DISMISSED_FACE"."DESCRIPTOR_ID" = "DESCRIPTOR"."DESCRIPTOR_ID") and ("CREATE_TIME" <= :3 and ("CREATE_TIME" < :4 or "DESCRIPTOR"."DESCRIPTOR_ID" < :5))
  order by "CREATE_TIME" desc, "DESCRIPTOR"."DESCRIPTOR_ID" desc
  fetch first :6 rows only;
-- 1, "account-1", "2018-05-10T12:41:25.813001Z", "2018-05-10T12:41:25.813001Z", "face-1", 256

-- descriptorModels.next: the first
select "MODEL_ID"
  from "DESCRIPTOR"
  order by "MODEL_ID"
  fetch first :1 rows only;
-- 1

-- descriptorModels.next: behind one
select "MODEL_ID"
  from "DESCRIPTOR"
  where "MODEL_ID" > :1
  order by "MODEL_ID"
  fetch first :2 rows only;
-- "fr", 1

-- descriptorModels.count
select count(*) "COUNT"
  from "DESCRIPTOR"
  where "MODEL_ID" = :1;
-- "fr"

-- descriptorModels.countUnseen
select count(*) "COUNT"
  from "DESCRIPTOR"
  left join "DESCRIPTOR_VECTOR" on "DESCRIPTOR_VECTOR"."DESCRIPTOR_ID" = "DESCRIPTOR"."DESCRIPTOR_ID"
    and "DESCRIPTOR_VECTOR"."MODEL_ID" = 'fr+'
    and "DESCRIPTOR_VECTOR"."IN_USE" = :1
  where "DESCRIPTOR"."MODEL_ID" = :2 and "DESCRIPTOR_VECTOR"."MODEL_ID" is null;
-- 1, "fr"

-- modelVectors.missing: the first
select "DESCRIPTOR"."DESCRIPTOR_ID", "DESCRIPTOR"."ACCOUNT_ID", "DESCRIPTOR"."HAS_PORTRAIT"
  from "DESCRIPTOR"
  left join "DESCRIPTOR_VECTOR" on "DESCRIPTOR_VECTOR"."DESCRIPTOR_ID" = "DESCRIPTOR"."DESCRIPTOR_ID" and "DESCRIPTOR_VECTOR"."MODEL_ID" = :1
  where "DESCRIPTOR"."MODEL_ID" != :2 and "DESCRIPTOR_VECTOR"."MODEL_ID" is null and "DESCRIPTOR"."DESCRIPTOR_ID" > :3
  order by "DESCRIPTOR"."DESCRIPTOR_ID"
  fetch first :4 rows only;
-- "fr+", "fr+", " ", 10

-- modelVectors.missing: behind an id
select "DESCRIPTOR"."DESCRIPTOR_ID", "DESCRIPTOR"."ACCOUNT_ID", "DESCRIPTOR"."HAS_PORTRAIT"
  from "DESCRIPTOR"
  left join "DESCRIPTOR_VECTOR" on "DESCRIPTOR_VECTOR"."DESCRIPTOR_ID" = "DESCRIPTOR"."DESCRIPTOR_ID" and "DESCRIPTOR_VECTOR"."MODEL_ID" = :1
  where "DESCRIPTOR"."MODEL_ID" != :2 and "DESCRIPTOR_VECTOR"."MODEL_ID" is null and "DESCRIPTOR"."DESCRIPTOR_ID" > :3
  order by "DESCRIPTOR"."DESCRIPTOR_ID"
  fetch first :4 rows only;
-- "fr+", "fr+", "face-1", 10

-- modelVectors.countMissing
select count(*) "COUNT"
  from "DESCRIPTOR"
  left join "DESCRIPTOR_VECTOR" on "DESCRIPTOR_VECTOR"."DESCRIPTOR_ID" = "DESCRIPTOR"."DESCRIPTOR_ID" and "DESCRIPTOR_VECTOR"."MODEL_ID" = :1
  where "DESCRIPTOR"."MODEL_ID" != :2 and "DESCRIPTOR_VECTOR"."MODEL_ID" is null;
-- "fr+", "fr+"

-- modelVectors.put
select "DESCRIPTOR_ID", "ACCOUNT_ID"
  from "DESCRIPTOR"
  where "DESCRIPTOR_ID" in (:1);
-- "face-1"
begin;
select "DESCRIPTOR_ID", "MODEL_ID"
  from "DESCRIPTOR"
  where "DESCRIPTOR_ID" in (:1)
  order by "DESCRIPTOR_ID" for update;
-- "face-1"
insert /*+ ignore_row_on_dupkey_index(descriptor_vector, descriptor_vector_pk) */ into "DESCRIPTOR_VECTOR" ("DESCRIPTOR_ID", "MODEL_ID", "IN_USE", "VECTOR")
  values (:1, :2, :3, :4);
-- "face-1", "fr+", 0, <8 bytes>
commit;

-- modelVectors.listsToSwitch
select "LIST_PERSON"."LIST_ID"
  from "LIST_PERSON"
  inner join "PERSON_FACE" on "PERSON_FACE"."PERSON_ID" = "LIST_PERSON"."PERSON_ID"
  inner join "DESCRIPTOR_VECTOR" on "DESCRIPTOR_VECTOR"."DESCRIPTOR_ID" = "PERSON_FACE"."FACE_ID"
  where "DESCRIPTOR_VECTOR"."MODEL_ID" = :1 union select "LIST_DESCRIPTOR"."LIST_ID"
  from "LIST_DESCRIPTOR"
  inner join "DESCRIPTOR_VECTOR" on "DESCRIPTOR_VECTOR"."DESCRIPTOR_ID" = "LIST_DESCRIPTOR"."DESCRIPTOR_ID"
  where "DESCRIPTOR_VECTOR"."MODEL_ID" = :2;
-- "fr+", "fr+"

-- modelVectors.pairs: a list of persons
select "VERSION", "STAMP", 0 "OF_DESCRIPTORS"
  from "PERSONS_LIST"
  where "LIST_ID" = :1
  union all select "VERSION", "STAMP", 1 "OF_DESCRIPTORS"
  from "DESCRIPTORS_LIST"
  where "LIST_ID" = :2;
-- "list-1", "list-1"
select "PERSON_ID" "ID"
  from "LIST_PERSON"
  where "LIST_ID" = :1 and "PERSON_ID" > :2
  order by "PERSON_ID"
  fetch first :3 rows only;
-- "list-1", " ", 256
select "DESCRIPTOR"."DESCRIPTOR_ID", "PERSON_FACE"."PERSON_ID", "DESCRIPTOR"."MODEL_ID", "DESCRIPTOR"."ACCOUNT_ID", "DESCRIPTOR"."VECTOR", "DESCRIPTOR_VECTOR"."VECTOR" "OTHER"
  from "DESCRIPTOR"
  left join "PERSON_FACE" on "PERSON_FACE"."FACE_ID" = "DESCRIPTOR"."DESCRIPTOR_ID"
  left join "DESCRIPTOR_VECTOR" on "DESCRIPTOR_VECTOR"."DESCRIPTOR_ID" = "DESCRIPTOR"."DESCRIPTOR_ID" and "DESCRIPTOR_VECTOR"."MODEL_ID" = :1
  where "PERSON_FACE"."PERSON_ID" in (:2);
-- "fr+", "person-1"
select "PERSON_ID" "ID"
  from "LIST_PERSON"
  where "LIST_ID" = :1 and "PERSON_ID" > :2
  order by "PERSON_ID"
  fetch first :3 rows only;
-- "list-1", "person-1", 256

-- modelVectors.pairs: a list of descriptors
select "VERSION", "STAMP", 0 "OF_DESCRIPTORS"
  from "PERSONS_LIST"
  where "LIST_ID" = :1
  union all select "VERSION", "STAMP", 1 "OF_DESCRIPTORS"
  from "DESCRIPTORS_LIST"
  where "LIST_ID" = :2;
-- "list-1", "list-1"
select "DESCRIPTOR_ID" "ID"
  from "LIST_DESCRIPTOR"
  where "LIST_ID" = :1 and "DESCRIPTOR_ID" > :2
  order by "DESCRIPTOR_ID"
  fetch first :3 rows only;
-- "list-1", " ", 256
select "DESCRIPTOR"."DESCRIPTOR_ID", "PERSON_FACE"."PERSON_ID", "DESCRIPTOR"."MODEL_ID", "DESCRIPTOR"."ACCOUNT_ID", "DESCRIPTOR"."VECTOR", "DESCRIPTOR_VECTOR"."VECTOR" "OTHER"
  from "DESCRIPTOR"
  left join "PERSON_FACE" on "PERSON_FACE"."FACE_ID" = "DESCRIPTOR"."DESCRIPTOR_ID"
  left join "DESCRIPTOR_VECTOR" on "DESCRIPTOR_VECTOR"."DESCRIPTOR_ID" = "DESCRIPTOR"."DESCRIPTOR_ID" and "DESCRIPTOR_VECTOR"."MODEL_ID" = :1
  where "DESCRIPTOR"."DESCRIPTOR_ID" in (:2);
-- "fr+", "person-1"
select "DESCRIPTOR_ID" "ID"
  from "LIST_DESCRIPTOR"
  where "LIST_ID" = :1 and "DESCRIPTOR_ID" > :2
  order by "DESCRIPTOR_ID"
  fetch first :3 rows only;
-- "list-1", "person-1", 256

-- modelVectors.switchList: a list of persons
begin;
select "VERSION", "STAMP", 0 "OF_DESCRIPTORS"
  from "PERSONS_LIST"
  where "LIST_ID" = :1
  union all select "VERSION", "STAMP", 1 "OF_DESCRIPTORS"
  from "DESCRIPTORS_LIST"
  where "LIST_ID" = :2;
-- "list-1", "list-1"
select "PERSON_FACE"."FACE_ID" "ID"
  from "LIST_PERSON"
  inner join "PERSON_FACE" on "PERSON_FACE"."PERSON_ID" = "LIST_PERSON"."PERSON_ID"
  where "LIST_PERSON"."LIST_ID" = :1;
-- "list-1"
select "DESCRIPTOR_ID"
  from "DESCRIPTOR"
  where "MODEL_ID" != :1 and "DESCRIPTOR_ID" in (:2)
  order by "DESCRIPTOR_ID" for update;
-- "fr+", "face-1"
select "DESCRIPTOR_ID"
  from "DESCRIPTOR_VECTOR"
  where "MODEL_ID" = :1 and "DESCRIPTOR_ID" in (:2);
-- "fr+", "face-1"
insert into "DESCRIPTOR_VECTOR" ("DESCRIPTOR_ID", "MODEL_ID", "IN_USE", "VECTOR") select "DESCRIPTOR_ID", "MODEL_ID", cast(:1 as number(1)) "IN_USE", "VECTOR"
  from "DESCRIPTOR"
  where "DESCRIPTOR_ID" in (:2);
-- 1, "face-1"
update "DESCRIPTOR" set "MODEL_ID" = :1, "VECTOR" = (select "DESCRIPTOR_VECTOR"."VECTOR"
  from "DESCRIPTOR_VECTOR"
  where "DESCRIPTOR_VECTOR"."DESCRIPTOR_ID" = "DESCRIPTOR"."DESCRIPTOR_ID" and "DESCRIPTOR_VECTOR"."MODEL_ID" = :2)
  where "DESCRIPTOR_ID" in (:3);
-- "fr+", "fr+", "face-1"
delete from "DESCRIPTOR_VECTOR"
  where "MODEL_ID" = :1 and "DESCRIPTOR_ID" in (:2);
-- "fr+", "face-1"
select "LIST_PERSON"."LIST_ID", "PERSON_FACE"."FACE_ID" "ID"
  from "LIST_PERSON"
  inner join "PERSON_FACE" on "PERSON_FACE"."PERSON_ID" = "LIST_PERSON"."PERSON_ID"
  where "PERSON_FACE"."FACE_ID" in (:1);
-- "face-1"
select "LIST_ID", "DESCRIPTOR_ID" "ID"
  from "LIST_DESCRIPTOR"
  where "DESCRIPTOR_ID" in (:1);
-- "face-1"
select count(*) "COUNT"
  from "DESCRIPTOR"
  inner join "PERSON_FACE" on "PERSON_FACE"."FACE_ID" = "DESCRIPTOR"."DESCRIPTOR_ID"
  inner join "LIST_PERSON" on "LIST_PERSON"."PERSON_ID" = "PERSON_FACE"."PERSON_ID"
  where "MODEL_ID" != :1 and "LIST_PERSON"."LIST_ID" = :2;
-- "fr+", "list-1"
commit;

-- modelVectors.switchList: a list of descriptors
begin;
select "VERSION", "STAMP", 0 "OF_DESCRIPTORS"
  from "PERSONS_LIST"
  where "LIST_ID" = :1
  union all select "VERSION", "STAMP", 1 "OF_DESCRIPTORS"
  from "DESCRIPTORS_LIST"
  where "LIST_ID" = :2;
-- "list-1", "list-1"
select "DESCRIPTOR_ID" "ID"
  from "LIST_DESCRIPTOR"
  where "LIST_ID" = :1;
-- "list-1"
select "DESCRIPTOR_ID"
  from "DESCRIPTOR"
  where "MODEL_ID" != :1 and "DESCRIPTOR_ID" in (:2)
  order by "DESCRIPTOR_ID" for update;
-- "fr+", "face-1"
select "DESCRIPTOR_ID"
  from "DESCRIPTOR_VECTOR"
  where "MODEL_ID" = :1 and "DESCRIPTOR_ID" in (:2);
-- "fr+", "face-1"
insert into "DESCRIPTOR_VECTOR" ("DESCRIPTOR_ID", "MODEL_ID", "IN_USE", "VECTOR") select "DESCRIPTOR_ID", "MODEL_ID", cast(:1 as number(1)) "IN_USE", "VECTOR"
  from "DESCRIPTOR"
  where "DESCRIPTOR_ID" in (:2);
-- 1, "face-1"
update "DESCRIPTOR" set "MODEL_ID" = :1, "VECTOR" = (select "DESCRIPTOR_VECTOR"."VECTOR"
  from "DESCRIPTOR_VECTOR"
  where "DESCRIPTOR_VECTOR"."DESCRIPTOR_ID" = "DESCRIPTOR"."DESCRIPTOR_ID" and "DESCRIPTOR_VECTOR"."MODEL_ID" = :2)
  where "DESCRIPTOR_ID" in (:3);
-- "fr+", "fr+", "face-1"
delete from "DESCRIPTOR_VECTOR"
  where "MODEL_ID" = :1 and "DESCRIPTOR_ID" in (:2);
-- "fr+", "face-1"
select "LIST_PERSON"."LIST_ID", "PERSON_FACE"."FACE_ID" "ID"
  from "LIST_PERSON"
  inner join "PERSON_FACE" on "PERSON_FACE"."PERSON_ID" = "LIST_PERSON"."PERSON_ID"
  where "PERSON_FACE"."FACE_ID" in (:1);
-- "face-1"
select "LIST_ID", "DESCRIPTOR_ID" "ID"
  from "LIST_DESCRIPTOR"
  where "DESCRIPTOR_ID" in (:1);
-- "face-1"
select count(*) "COUNT"
  from "DESCRIPTOR"
  inner join "LIST_DESCRIPTOR" on "LIST_DESCRIPTOR"."DESCRIPTOR_ID" = "DESCRIPTOR"."DESCRIPTOR_ID"
  where "MODEL_ID" != :1 and "LIST_DESCRIPTOR"."LIST_ID" = :2;
-- "fr+", "list-1"
commit;

-- modelVectors.switchSome
begin;
select "DESCRIPTOR_ID"
  from "DESCRIPTOR_VECTOR"
  where "MODEL_ID" = :1
  order by "DESCRIPTOR_ID"
  fetch first :2 rows only;
-- "fr+", 10
commit;

-- modelVectors.forget
select "DESCRIPTOR_ID"
  from "DESCRIPTOR_VECTOR"
  where "MODEL_ID" = :1
  fetch first :2 rows only;
-- "fr+", 10
delete from "DESCRIPTOR_VECTOR"
  where "MODEL_ID" = :1 and "DESCRIPTOR_ID" in (:2);
-- "fr+", "face-1"

-- modelVectors.counts
select "MODEL_ID", "IN_USE", count(*) "COUNT"
  from "DESCRIPTOR_VECTOR" group by "MODEL_ID", "IN_USE"
  order by "MODEL_ID";

-- garbage.find: everywhere
select "DESCRIPTOR_ID", "HAS_PORTRAIT"
  from "DESCRIPTOR"
  where "LAST_UPDATE" <= :1 and not exists (select "PERSON_FACE"."FACE_ID"
  from "PERSON_FACE"
  where "PERSON_FACE"."FACE_ID" = "DESCRIPTOR"."DESCRIPTOR_ID") and not exists (select "LIST_DESCRIPTOR"."DESCRIPTOR_ID"
  from "LIST_DESCRIPTOR"
  where "LIST_DESCRIPTOR"."DESCRIPTOR_ID" = "DESCRIPTOR"."DESCRIPTOR_ID")
  order by "DESCRIPTOR_ID"
  fetch first :2 rows only;
-- "2018-05-10T12:41:25.813001Z", 10

-- garbage.find: of one account, behind an id
select "DESCRIPTOR_ID", "HAS_PORTRAIT"
  from "DESCRIPTOR"
  where "LAST_UPDATE" <= :1 and not exists (select "PERSON_FACE"."FACE_ID"
  from "PERSON_FACE"
  where "PERSON_FACE"."FACE_ID" = "DESCRIPTOR"."DESCRIPTOR_ID") and not exists (select "LIST_DESCRIPTOR"."DESCRIPTOR_ID"
  from "LIST_DESCRIPTOR"
  where "LIST_DESCRIPTOR"."DESCRIPTOR_ID" = "DESCRIPTOR"."DESCRIPTOR_ID") and "ACCOUNT_ID" = :2 and "DESCRIPTOR_ID" > :3
  order by "DESCRIPTOR_ID"
  fetch first :4 rows only;
-- "2018-05-10T12:41:25.813001Z", "account-1", "face-1", 10

-- garbage.delete
begin;
select 1 "FOUND"
  from "DESCRIPTOR"
  where "DESCRIPTOR_ID" in (:1, :2, :3, :4)
  order by "DESCRIPTOR_ID" for update;
-- "face-1", "face-2", "face-3", "face-3"
select "DESCRIPTOR_ID"
  from "DESCRIPTOR"
  where "LAST_UPDATE" <= :1 and not exists (select "PERSON_FACE"."FACE_ID"
  from "PERSON_FACE"
  where "PERSON_FACE"."FACE_ID" = "DESCRIPTOR"."DESCRIPTOR_ID") and not exists (select "LIST_DESCRIPTOR"."DESCRIPTOR_ID"
  from "LIST_DESCRIPTOR"
  where "LIST_DESCRIPTOR"."DESCRIPTOR_ID" = "DESCRIPTOR"."DESCRIPTOR_ID") and "DESCRIPTOR_ID" in (:2, :3, :4, :5);
-- "2018-05-10T12:41:25.813001Z", "face-1", "face-2", "face-3", "face-3"
delete from "DESCRIPTOR"
  where "DESCRIPTOR_ID" in (:1);
-- "face-1"
commit;

-- garbage.changedAfter
select "DESCRIPTOR_ID"
  from "DESCRIPTOR"
  where "LAST_UPDATE" > :1
  fetch first :2 rows only;
-- "2018-05-10T12:41:25.813001Z", 1

-- garbage.illustrated
select "DESCRIPTOR_ID"
  from "DESCRIPTOR"
  where "DESCRIPTOR_ID" in (:1, :2, :3, :4) and "HAS_PORTRAIT" = :5;
-- "face-1", "face-2", "face-3", "face-3", 1

-- idempotencyKeys.claim: a new one
insert /*+ ignore_row_on_dupkey_index(idempotency_key, idempotency_key_pk) */ into "IDEMPOTENCY_KEY" ("ACCOUNT_ID", "KEY_HASH", "FINGERPRINT", "CLAIM", "CLAIM_TIME", "CREATE_TIME")
  values (:1, :2, :3, :4, cast(systimestamp at time zone 'UTC' as timestamp(6)), cast(systimestamp at time zone 'UTC' as timestamp(6)));
-- "account-1", "key-1", "request-1", "claim-2"
select "FINGERPRINT", "CLAIM", to_char("CLAIM_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CLAIM_TIME", to_char("CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME", "STEPS", "STATUS", "ANSWER", to_char(systimestamp at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "NOW"
  from "IDEMPOTENCY_KEY"
  where "ACCOUNT_ID" = :1 and "KEY_HASH" = :2;
-- "account-1", "key-1"

-- idempotencyKeys.claim: one whose attempt has ended
insert /*+ ignore_row_on_dupkey_index(idempotency_key, idempotency_key_pk) */ into "IDEMPOTENCY_KEY" ("ACCOUNT_ID", "KEY_HASH", "FINGERPRINT", "CLAIM", "CLAIM_TIME", "CREATE_TIME")
  values (:1, :2, :3, :4, cast(systimestamp at time zone 'UTC' as timestamp(6)), cast(systimestamp at time zone 'UTC' as timestamp(6)));
-- "account-1", "key-1", "request-1", "claim-2"
select "FINGERPRINT", "CLAIM", to_char("CLAIM_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CLAIM_TIME", to_char("CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME", "STEPS", "STATUS", "ANSWER", to_char(systimestamp at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "NOW"
  from "IDEMPOTENCY_KEY"
  where "ACCOUNT_ID" = :1 and "KEY_HASH" = :2;
-- "account-1", "key-1"
update "IDEMPOTENCY_KEY" set "CLAIM" = :1, "CLAIM_TIME" = cast(systimestamp at time zone 'UTC' as timestamp(6))
  where "ACCOUNT_ID" = :2 and "KEY_HASH" = :3 and "CLAIM" = :4 and "STATUS" is null;
-- "claim-2", "account-1", "key-1", "claim-1"
insert /*+ ignore_row_on_dupkey_index(idempotency_key, idempotency_key_pk) */ into "IDEMPOTENCY_KEY" ("ACCOUNT_ID", "KEY_HASH", "FINGERPRINT", "CLAIM", "CLAIM_TIME", "CREATE_TIME")
  values (:1, :2, :3, :4, cast(systimestamp at time zone 'UTC' as timestamp(6)), cast(systimestamp at time zone 'UTC' as timestamp(6)));
-- "account-1", "key-1", "request-1", "claim-2"
select "FINGERPRINT", "CLAIM", to_char("CLAIM_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CLAIM_TIME", to_char("CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME", "STEPS", "STATUS", "ANSWER", to_char(systimestamp at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "NOW"
  from "IDEMPOTENCY_KEY"
  where "ACCOUNT_ID" = :1 and "KEY_HASH" = :2;
-- "account-1", "key-1"
insert /*+ ignore_row_on_dupkey_index(idempotency_key, idempotency_key_pk) */ into "IDEMPOTENCY_KEY" ("ACCOUNT_ID", "KEY_HASH", "FINGERPRINT", "CLAIM", "CLAIM_TIME", "CREATE_TIME")
  values (:1, :2, :3, :4, cast(systimestamp at time zone 'UTC' as timestamp(6)), cast(systimestamp at time zone 'UTC' as timestamp(6)));
-- "account-1", "key-1", "request-1", "claim-2"

-- idempotencyKeys.answer
update "IDEMPOTENCY_KEY" set "STATUS" = :1, "ANSWER" = :2, "STEPS" = :3
  where "ACCOUNT_ID" = :4 and "KEY_HASH" = :5 and "CLAIM" = :6 and "STATUS" is null;
-- 201, <1 bytes>, null, "account-1", "key-1", "claim-2"

-- idempotencyKeys.release
update "IDEMPOTENCY_KEY" set "CLAIM_TIME" = :1
  where "ACCOUNT_ID" = :2 and "KEY_HASH" = :3 and "CLAIM" = :4 and "STATUS" is null;
-- null, "account-1", "key-1", "claim-2"

-- idempotencyKeys.releaseAll
update "IDEMPOTENCY_KEY" set "CLAIM_TIME" = :1
  where "STATUS" is null and "CLAIM_TIME" is not null;
-- null

-- idempotencyKeys.count
select count(*) "COUNT"
  from "IDEMPOTENCY_KEY"
  where "ACCOUNT_ID" = :1;
-- "account-1"

-- idempotencyKeys.countOlder
select to_char("CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME", to_char(systimestamp at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "NOW"
  from "IDEMPOTENCY_KEY"
  order by "CREATE_TIME"
  fetch first :1 rows only;
-- 1
select count(*) "COUNT"
  from "IDEMPOTENCY_KEY"
  where "CREATE_TIME" < :1;
-- "2018-05-10T12:40:25.813000Z"

-- idempotencyKeys.sweep
select to_char("CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME", to_char(systimestamp at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "NOW"
  from "IDEMPOTENCY_KEY"
  order by "CREATE_TIME"
  fetch first :1 rows only;
-- 1
begin;
select 1 "FOUND"
  from "IDEMPOTENCY_KEY"
  where "CREATE_TIME" < :1
  order by "ACCOUNT_ID", "KEY_HASH" for update;
-- "2018-05-10T12:42:25.813000Z"
delete from "IDEMPOTENCY_KEY"
  where "CREATE_TIME" < :1;
-- "2018-05-10T12:42:25.813000Z"
commit;
select to_char("CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME", to_char(systimestamp at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "NOW"
  from "IDEMPOTENCY_KEY"
  order by "CREATE_TIME"
  fetch first :1 rows only;
-- 1

-- auditLog.append: the first of all
select "SEQ", "HASH"
  from "AUDIT_MARK"
  where "NAME" = :1;
-- "last"
insert /*+ ignore_row_on_dupkey_index(audit_mark, audit_mark_pk) */ into "AUDIT_MARK" ("NAME", "SEQ", "HASH")
  values (:1, :2, :3);
-- "first", 0, null
insert /*+ ignore_row_on_dupkey_index(audit_mark, audit_mark_pk) */ into "AUDIT_MARK" ("NAME", "SEQ", "HASH")
  values (:1, :2, :3);
-- "last", 0, null
begin;
select "SEQ", "HASH"
  from "AUDIT_MARK"
  where "NAME" = :1
  order by "NAME" for update;
-- "last"
select "SEQ", "HASH"
  from "AUDIT_MARK"
  where "NAME" = :1;
-- "writer-1"
insert into "AUDIT_BATCH" ("LAST_SEQ", "FIRST_SEQ", "LAST_TIME", "ENTRIES", "HASH")
  values (:1, :2, :3, :4, :5);
-- 2, 1, "2018-05-10T12:41:25.813001Z", "line\nline", "hash"
update "AUDIT_MARK" set "SEQ" = :1, "HASH" = :2
  where "NAME" = :3;
-- 2, "hash", "last"
insert into "AUDIT_MARK" ("NAME", "SEQ", "HASH")
  values (:1, :2, :3);
-- "writer-1", 1, null
commit;

-- auditLog.append: a further one of a writer
select "SEQ", "HASH"
  from "AUDIT_MARK"
  where "NAME" = :1;
-- "last"
begin;
select "SEQ", "HASH"
  from "AUDIT_MARK"
  where "NAME" = :1
  order by "NAME" for update;
-- "last"
select "SEQ", "HASH"
  from "AUDIT_MARK"
  where "NAME" = :1;
-- "writer-1"
insert into "AUDIT_BATCH" ("LAST_SEQ", "FIRST_SEQ", "LAST_TIME", "ENTRIES", "HASH")
  values (:1, :2, :3, :4, :5);
-- 9, 8, "2018-05-10T12:41:25.813001Z", "line\nline", "hash"
update "AUDIT_MARK" set "SEQ" = :1, "HASH" = :2
  where "NAME" = :3;
-- 9, "hash", "last"
update "AUDIT_MARK" set "SEQ" = :1, "HASH" = :2
  where "NAME" = :3;
-- 2, null, "writer-1"
commit;

-- auditLog.ends
select "SEQ", "HASH"
  from "AUDIT_MARK"
  where "NAME" = :1;
-- "first"
select "SEQ", "HASH"
  from "AUDIT_MARK"
  where "NAME" = :1;
-- "last"

-- auditLog.after
select "SEQ", to_char("ENTRY_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "ENTRY_TIME", "ACTION", "OPERATION", "STATUS", "ITEMS", "HASH"
  from "AUDIT_ENTRY"
  where "SEQ" > :1
  order by "SEQ"
  fetch first :2 rows only;
-- 7, 1000
select "LAST_SEQ", "FIRST_SEQ", to_char("LAST_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "LAST_TIME", "ENTRIES", "HASH"
  from "AUDIT_BATCH"
  where "LAST_SEQ" > :1
  order by "LAST_SEQ"
  fetch first :2 rows only;
-- 7, 8

-- auditLog.containing
select "SEQ", to_char("ENTRY_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "ENTRY_TIME", "ACTION", "OPERATION", "STATUS", "ITEMS", "HASH"
  from "AUDIT_ENTRY"
  where "SEQ" > :1 and "SEQ" <= :2 and ("ITEMS" like :3 escape '!' or "ITEMS" like :4 escape '!');
-- 0, 100, "%account-1%", "%person-1%"
select "LAST_SEQ", "FIRST_SEQ", to_char("LAST_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "LAST_TIME", "ENTRIES", "HASH"
  from "AUDIT_BATCH"
  where "LAST_SEQ" > :1 and "LAST_SEQ" <= :2 and ("ENTRIES" like :3 escape '!' or "ENTRIES" like :4 escape '!');
-- 0, 100, "%account-1%", "%person-1%"

-- auditLog.rewrite
begin;
select "SEQ", "HASH"
  from "AUDIT_MARK"
  where "NAME" = :1;
-- "first"
select "SEQ", "HASH"
  from "AUDIT_MARK"
  where "NAME" = :1
  order by "NAME" for update;
-- "first"
select "SEQ", to_char("ENTRY_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "ENTRY_TIME", "ACTION", "OPERATION", "STATUS", "ITEMS", "HASH"
  from "AUDIT_ENTRY"
  where "SEQ" > :1 and "SEQ" <= :2 and "ITEMS" like :3 escape '!';
-- 0, 100, "%person-1%"
select "LAST_SEQ", "FIRST_SEQ", to_char("LAST_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "LAST_TIME", "ENTRIES", "HASH"
  from "AUDIT_BATCH"
  where "LAST_SEQ" > :1 and "LAST_SEQ" <= :2 and "ENTRIES" like :3 escape '!';
-- 0, 100, "%person-1%"
update "AUDIT_ENTRY" set "ITEMS" = :1
  where "SEQ" = :2;
-- "[[\"list_id\",\"list\",\"salt\"]]", 5
update "AUDIT_BATCH" set "ENTRIES" = :1
  where "LAST_SEQ" = :2;
-- "line\nline", 7
commit;

-- auditLog.dropOlder
begin;
select "SEQ", "HASH"
  from "AUDIT_MARK"
  where "NAME" = :1;
-- "first"
select "SEQ", "HASH"
  from "AUDIT_MARK"
  where "NAME" = :1
  order by "NAME" for update;
-- "first"
select "SEQ", "HASH", to_char("ENTRY_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "ENTRY_TIME"
  from "AUDIT_ENTRY"
  where "SEQ" > :1
  order by "SEQ"
  fetch first :2 rows only;
-- 0, 1000
select "LAST_SEQ", "HASH", to_char("LAST_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "LAST_TIME"
  from "AUDIT_BATCH"
  where "LAST_SEQ" > :1
  order by "LAST_SEQ"
  fetch first :2 rows only;
-- 0, 1000
delete from "AUDIT_ENTRY"
  where "SEQ" <= :1;
-- 3
delete from "AUDIT_BATCH"
  where "LAST_SEQ" <= :1;
-- 3
update "AUDIT_MARK" set "SEQ" = :1, "HASH" = :2
  where "NAME" = :3;
-- 3, "x", "first"
commit;

-- encryption.mode
select "MODE"
  from "ENCRYPTION_STATE"
  where "STATE_ID" = :1;
-- 1

-- encryption.setMode
insert into "ENCRYPTION_STATE" ("STATE_ID", "MODE")
  values (:1, :2);
-- 1, "sealed"
update "ENCRYPTION_STATE" set "MODE" = :1
  where "STATE_ID" = :2;
-- "sealed", 1

-- encryption.keys
select "ACCOUNT_ID", "MASTER_KEY", "WRAPPED_KEY"
  from "ACCOUNT_KEY"
  where "ACCOUNT_ID" in (:1, :2);
-- "account-1", "account-2"

-- encryption.addKey
insert /*+ ignore_row_on_dupkey_index(account_key, account_key_pk) */ into "ACCOUNT_KEY" ("ACCOUNT_ID", "MASTER_KEY", "WRAPPED_KEY", "CREATE_TIME")
  values (:1, :2, :3, cast(systimestamp at time zone 'UTC' as timestamp(6)));
-- "account-1", "k1", "x"

-- encryption.keyPage: from the first
select "ACCOUNT_ID", "MASTER_KEY", "WRAPPED_KEY"
  from "ACCOUNT_KEY"
  order by "ACCOUNT_ID"
  fetch first :1 rows only;
-- 100

-- encryption.keyPage: behind one
select "ACCOUNT_ID", "MASTER_KEY", "WRAPPED_KEY"
  from "ACCOUNT_KEY"
  where "ACCOUNT_ID" > :1
  order by "ACCOUNT_ID"
  fetch first :2 rows only;
-- "account-1", 100

-- encryption.rewrapKey
update "ACCOUNT_KEY" set "MASTER_KEY" = :1, "WRAPPED_KEY" = :2
  where "ACCOUNT_ID" = :3 and "WRAPPED_KEY" = :4;
-- "k2", "y", "account-1", "x"

-- encryption.masterKeys
select "MASTER_KEY", count(*) "COUNT"
  from "ACCOUNT_KEY" group by "MASTER_KEY";

-- encryption.removeKeys
delete from "ACCOUNT_KEY";

-- encryption.vectors
select distinct "DESCRIPTOR_ID"
  from "DESCRIPTOR"
  order by "DESCRIPTOR_ID"
  fetch first :1 rows only;
-- 9
select "DESCRIPTOR_ID", "ACCOUNT_ID", "MODEL_ID", "VECTOR"
  from "DESCRIPTOR"
  where "DESCRIPTOR_ID" in (:1) and not (mod(dbms_lob.getlength("VECTOR"), 4) = 1);
-- "face-1"

-- encryption.images
select distinct "DESCRIPTOR_ID"
  from "PORTRAIT"
  where "DESCRIPTOR_ID" > :1
  order by "DESCRIPTOR_ID"
  fetch first :2 rows only;
-- "face-1", 9
select "DESCRIPTOR_ID", "SIDE", "IMAGE"
  from "PORTRAIT"
  where "DESCRIPTOR_ID" in (:1) and dbms_lob.substr("IMAGE", 1, 1) = hextoraw('01');
-- "face-1"
select "DESCRIPTOR_ID", "ACCOUNT_ID"
  from "DESCRIPTOR"
  where "DESCRIPTOR_ID" in (:1);
-- "face-1"

-- encryption.replaceVectors
begin;
update "DESCRIPTOR" set "VECTOR" = :1
  where "DESCRIPTOR_ID" = :2 and "MODEL_ID" = :3;
-- <1 bytes>, "face-1", "fr"
commit;

-- encryption.replaceImages
begin;
update "PORTRAIT" set "IMAGE" = :1
  where "DESCRIPTOR_ID" = :2 and "SIDE" = :3;
-- <1 bytes>, "face-1", 64
commit;

-- encryption.countVectors
select count(*) "COUNT"
  from "DESCRIPTOR"
  where mod(dbms_lob.getlength("VECTOR"), 4) = 1;
select count(*) "COUNT"
  from "DESCRIPTOR";
select count(*) "COUNT"
  from "DESCRIPTOR_VECTOR"
  where mod(dbms_lob.getlength("VECTOR"), 4) = 1;
select count(*) "COUNT"
  from "DESCRIPTOR_VECTOR";

-- encryption.countImages
select count(*) "COUNT"
  from "PORTRAIT"
  where dbms_lob.substr("IMAGE", 1, 1) = hextoraw('01');
select count(*) "COUNT"
  from "PORTRAIT";

-- encryption.accountsOf
select "DESCRIPTOR_ID", "ACCOUNT_ID"
  from "DESCRIPTOR"
  where "DESCRIPTOR_ID" in (:1, :2, :3, :4);
-- "face-1", "face-2", "face-3", "face-3"

-- encryption.unreadableAccounts
select "ACCOUNT_ID"
  from "ACCOUNT"
  where not exists (select "ACCOUNT_KEY"."ACCOUNT_ID"
  from "ACCOUNT_KEY"
  where "ACCOUNT_KEY"."ACCOUNT_ID" = "ACCOUNT"."ACCOUNT_ID") and exists (select "DESCRIPTOR"."DESCRIPTOR_ID"
  from "DESCRIPTOR"
  where "DESCRIPTOR"."ACCOUNT_ID" = "ACCOUNT"."ACCOUNT_ID" and mod(dbms_lob.getlength("DESCRIPTOR"."VECTOR"), 4) = 1)
  order by "ACCOUNT_ID"
  fetch first :1 rows only;
-- 10
