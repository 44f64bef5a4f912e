import type { CreateTableBuilder, Kysely } from 'kysely';
import type { ColumnTypes } from '../../ports/dialect.ts';
import type { Database } from '../../sql/schema.ts';
import type { Migration } from '../migration.ts';

/** Tables of contract 90 with our own for faces. Names have at most 30 characters (Oracle 12.1). */
export const initialSchema: Migration = {
  name: '0001_initial_schema',
  statements: (db, { columnTypes }) =>
    [
      ...accounts(db, columnTypes),
      ...persons(db, columnTypes),
      ...descriptors(db, columnTypes),
      ...lists(db, columnTypes),
      ...links(db, columnTypes),
      ...handlers(db, columnTypes),
    ].map((statement) => statement.compile()),
};

function accounts({ schema }: Kysely<Database>, types: ColumnTypes) {
  return [
    schema
      .createTable('account')
      .addColumn('account_id', types.id, (column) => column.notNull())
      .addColumn('active', types.boolean, (column) => column.notNull())
      .addColumn('email', types.text(256), (column) => column.notNull())
      .addColumn('password', types.text(256), (column) => column.notNull())
      .addColumn('organization_name', types.text(128))
      .addColumn('create_time', types.timestamp, (column) => column.notNull())
      .addPrimaryKeyConstraint('account_pk', ['account_id'])
      .addUniqueConstraint('account_email_key', ['email']),
    schema
      .createTable('account_token')
      .addColumn('token_id', types.id, (column) => column.notNull())
      .addColumn('token', types.text(64), (column) => column.notNull())
      .addColumn('account_id', types.id, (column) => column.notNull())
      .addColumn('token_data', types.text(128))
      .addColumn('create_time', types.timestamp, (column) => column.notNull())
      .addPrimaryKeyConstraint('account_token_pk', ['token_id'])
      .$call(belongsToAccount('account_token')),
    schema.createIndex('account_token_time_index').on('account_token').columns(['account_id', 'create_time']),
  ];
}

function persons({ schema }: Kysely<Database>, types: ColumnTypes) {
  return [
    schema
      .createTable('person')
      .addColumn('person_id', types.id, (column) => column.notNull())
      .addColumn('account_id', types.id, (column) => column.notNull())
      .addColumn('user_data', types.text(128))
      .addColumn('external_id', types.text(36))
      .addColumn('create_time', types.timestamp, (column) => column.notNull())
      .addPrimaryKeyConstraint('person_pk', ['person_id'])
      .$call(belongsToAccount('person')),
    schema.createIndex('person_time_index').on('person').columns(['account_id', 'create_time', 'person_id']),
    schema.createIndex('person_external_id_index').on('person').columns(['account_id', 'external_id']),
  ];
}

function descriptors({ schema }: Kysely<Database>, types: ColumnTypes) {
  return [
    schema
      .createTable('descriptor')
      .addColumn('descriptor_id', types.id, (column) => column.notNull())
      .addColumn('account_id', types.id, (column) => column.notNull())
      .addColumn('create_time', types.timestamp, (column) => column.notNull())
      .addColumn('last_update', types.timestamp, (column) => column.notNull())
      .addColumn('model_id', types.text(64), (column) => column.notNull())
      .addColumn('vector', types.bytes, (column) => column.notNull())
      .addColumn('has_portrait', types.boolean, (column) => column.notNull())
      .addPrimaryKeyConstraint('descriptor_pk', ['descriptor_id'])
      .$call(belongsToAccount('descriptor')),
    schema
      .createIndex('descriptor_time_index')
      .on('descriptor')
      .columns(['account_id', 'create_time', 'descriptor_id']),
  ];
}

function lists({ schema }: Kysely<Database>, types: ColumnTypes) {
  const list = (name: 'persons_list' | 'descriptors_list') =>
    schema
      .createTable(name)
      .addColumn('list_id', types.id, (column) => column.notNull())
      .addColumn('account_id', types.id, (column) => column.notNull())
      .addColumn('user_data', types.text(128))
      .addColumn('create_time', types.timestamp, (column) => column.notNull())
      .addColumn('version', types.bigInteger, (column) => column.notNull())
      .addColumn('update_time', types.timestamp, (column) => column.notNull())
      .addPrimaryKeyConstraint(`${name}_pk`, ['list_id'])
      .$call(belongsToAccount(name));
  return [
    list('persons_list'),
    schema.createIndex('create_persons_list_time_index').on('persons_list').columns(['account_id', 'create_time']),
    list('descriptors_list'),
    schema.createIndex('create_descr_list_time_index').on('descriptors_list').columns(['account_id', 'create_time']),
    // No foreign key: a list is in one of two tables.
    schema
      .createTable('list_change')
      .addColumn('list_id', types.id, (column) => column.notNull())
      .addColumn('version', types.bigInteger, (column) => column.notNull())
      .addColumn('ordinal', types.integer, (column) => column.notNull())
      .addColumn('descriptor_id', types.id, (column) => column.notNull())
      .addColumn('operation', types.text(6), (column) => column.notNull())
      .addPrimaryKeyConstraint('list_change_pk', ['list_id', 'version', 'ordinal']),
  ];
}

/**
 * Links go with the list or the person. A descriptor with a link cannot be deleted at all: that is what keeps
 * garbage collection from taking one that is being attached at the same time.
 */
function links({ schema }: Kysely<Database>, types: ColumnTypes) {
  return [
    schema
      .createTable('person_face')
      .addColumn('face_id', types.id, (column) => column.notNull())
      .addColumn('person_id', types.id, (column) => column.notNull())
      .addColumn('link_time', types.timestamp, (column) => column.notNull())
      .addPrimaryKeyConstraint('person_face_pk', ['face_id'])
      .addForeignKeyConstraint('person_face_face_fk', ['face_id'], 'descriptor', ['descriptor_id'])
      .addForeignKeyConstraint('person_face_person_fk', ['person_id'], 'person', ['person_id'], (key) =>
        key.onDelete('cascade'),
      ),
    schema.createIndex('person_face_person_index').on('person_face').columns(['person_id', 'link_time']),
    schema
      .createTable('list_person')
      .addColumn('list_id', types.id, (column) => column.notNull())
      .addColumn('person_id', types.id, (column) => column.notNull())
      .addColumn('create_time', types.timestamp, (column) => column.notNull())
      .addPrimaryKeyConstraint('list_person_pk', ['list_id', 'person_id'])
      .addForeignKeyConstraint('list_person_list_fk', ['list_id'], 'persons_list', ['list_id'], (key) =>
        key.onDelete('cascade'),
      )
      .addForeignKeyConstraint('list_person_person_fk', ['person_id'], 'person', ['person_id'], (key) =>
        key.onDelete('cascade'),
      ),
    schema.createIndex('list_person_person_index').on('list_person').columns(['person_id']),
    schema.createIndex('list_person_time_index').on('list_person').columns(['list_id', 'create_time', 'person_id']),
    schema
      .createTable('list_descriptor')
      .addColumn('list_id', types.id, (column) => column.notNull())
      .addColumn('descriptor_id', types.id, (column) => column.notNull())
      .addColumn('create_time', types.timestamp, (column) => column.notNull())
      .addColumn('link_time', types.timestamp, (column) => column.notNull())
      .addPrimaryKeyConstraint('list_descriptor_pk', ['list_id', 'descriptor_id'])
      .addForeignKeyConstraint('list_descriptor_list_fk', ['list_id'], 'descriptors_list', ['list_id'], (key) =>
        key.onDelete('cascade'),
      )
      .addForeignKeyConstraint('list_descriptor_descriptor_fk', ['descriptor_id'], 'descriptor', ['descriptor_id']),
    schema.createIndex('list_descriptor_descr_index').on('list_descriptor').columns(['descriptor_id']),
    schema
      .createIndex('list_descriptor_time_index')
      .on('list_descriptor')
      .columns(['list_id', 'create_time', 'descriptor_id']),
  ];
}

function handlers({ schema }: Kysely<Database>, types: ColumnTypes) {
  return [
    schema
      .createTable('handler')
      .addColumn('handler_id', types.id, (column) => column.notNull())
      .addColumn('account_id', types.id, (column) => column.notNull())
      .addColumn('type', types.integer, (column) => column.notNull())
      .addColumn('policies', types.document, (column) => column.notNull())
      .addColumn('version', types.integer, (column) => column.notNull())
      .addColumn('create_time', types.timestamp, (column) => column.notNull())
      .addColumn('last_update_time', types.timestamp, (column) => column.notNull())
      .addPrimaryKeyConstraint('handler_pk', ['handler_id'])
      .addUniqueConstraint('handler_account_type_key', ['account_id', 'type'])
      .$call(belongsToAccount('handler')),
  ];
}

/** Every table with `account_id` refers to its account. */
function belongsToAccount(table: string) {
  return <Table extends string, Columns extends string>(create: CreateTableBuilder<Table, Columns | 'account_id'>) =>
    create.addForeignKeyConstraint(`${table}_account_fk`, ['account_id'], 'account', ['account_id']);
}
