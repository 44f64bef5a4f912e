import type { Migration } from '../migration.ts';

/**
 * What people decided about persons and faces. Nothing here refers to descriptors by a key: each key would be looked at for every
 * descriptor that garbage collection deletes, and what names one that is gone does no harm.
 */
export const review: Migration = {
  name: '0010_review',
  statements: ({ schema }, { columnTypes: types }) =>
    [
      schema
        .createTable('person_action')
        .addColumn('action_id', types.id, (column) => column.notNull())
        .addColumn('account_id', types.id, (column) => column.notNull())
        .addColumn('kind', types.text(16), (column) => column.notNull())
        .addColumn('create_time', types.timestamp, (column) => column.notNull())
        .addColumn('undo_time', types.timestamp)
        .addColumn('person_id', types.id)
        .addColumn('other_person_id', types.id)
        .addColumn('details', types.document, (column) => column.notNull())
        .addPrimaryKeyConstraint('person_action_pk', ['action_id'])
        .addForeignKeyConstraint('person_action_account_fk', ['account_id'], 'account', ['account_id'], (key) =>
          key.onDelete('cascade'),
        ),
      schema
        .createIndex('person_action_time_index')
        .on('person_action')
        .columns(['account_id', 'create_time', 'action_id']),
      schema.createIndex('person_action_person_index').on('person_action').columns(['person_id']),
      schema.createIndex('person_action_other_index').on('person_action').columns(['other_person_id']),
      schema
        .createTable('rejected_face')
        .addColumn('person_id', types.id, (column) => column.notNull())
        .addColumn('descriptor_id', types.id, (column) => column.notNull())
        .addColumn('create_time', types.timestamp, (column) => column.notNull())
        .addPrimaryKeyConstraint('rejected_face_pk', ['person_id', 'descriptor_id'])
        .addForeignKeyConstraint('rejected_face_person_fk', ['person_id'], 'person', ['person_id'], (key) =>
          key.onDelete('cascade'),
        ),
      schema
        .createTable('rejected_person')
        .addColumn('person_id', types.id, (column) => column.notNull())
        .addColumn('other_id', types.id, (column) => column.notNull())
        .addColumn('create_time', types.timestamp, (column) => column.notNull())
        .addPrimaryKeyConstraint('rejected_person_pk', ['person_id', 'other_id'])
        .addForeignKeyConstraint('rejected_person_person_fk', ['person_id'], 'person', ['person_id'], (key) =>
          key.onDelete('cascade'),
        )
        .addForeignKeyConstraint('rejected_person_other_fk', ['other_id'], 'person', ['person_id'], (key) =>
          key.onDelete('cascade'),
        ),
      schema.createIndex('rejected_person_other_index').on('rejected_person').columns(['other_id']),
      schema
        .createTable('dismissed_face')
        .addColumn('descriptor_id', types.id, (column) => column.notNull())
        .addColumn('account_id', types.id, (column) => column.notNull())
        .addColumn('create_time', types.timestamp, (column) => column.notNull())
        .addPrimaryKeyConstraint('dismissed_face_pk', ['descriptor_id'])
        .addForeignKeyConstraint('dismissed_face_account_fk', ['account_id'], 'account', ['account_id'], (key) =>
          key.onDelete('cascade'),
        ),
      schema.createIndex('dismissed_face_account_index').on('dismissed_face').columns(['account_id']),
      schema
        .createTable('review_run')
        .addColumn('account_id', types.id, (column) => column.notNull())
        .addColumn('kind', types.text(16), (column) => column.notNull())
        .addColumn('run_id', types.id, (column) => column.notNull())
        .addColumn('state', types.text(16), (column) => column.notNull())
        .addColumn('start_time', types.timestamp, (column) => column.notNull())
        .addColumn('end_time', types.timestamp)
        .addColumn('beat_time', types.timestamp, (column) => column.notNull())
        .addColumn('total', types.integer, (column) => column.notNull())
        .addColumn('done', types.integer, (column) => column.notNull())
        .addColumn('found', types.integer, (column) => column.notNull())
        .addColumn('threshold', types.integer, (column) => column.notNull())
        .addPrimaryKeyConstraint('review_run_pk', ['account_id', 'kind'])
        .addForeignKeyConstraint('review_run_account_fk', ['account_id'], 'account', ['account_id'], (key) =>
          key.onDelete('cascade'),
        ),
      schema
        .createTable('review_result')
        .addColumn('account_id', types.id, (column) => column.notNull())
        .addColumn('kind', types.text(16), (column) => column.notNull())
        .addColumn('place', types.integer, (column) => column.notNull())
        .addColumn('result_id', types.id, (column) => column.notNull())
        .addColumn('faces', types.integer, (column) => column.notNull())
        .addColumn('body', types.document, (column) => column.notNull())
        .addPrimaryKeyConstraint('review_result_pk', ['account_id', 'kind', 'place'])
        .addUniqueConstraint('review_result_id_key', ['result_id'])
        .addForeignKeyConstraint('review_result_account_fk', ['account_id'], 'account', ['account_id'], (key) =>
          key.onDelete('cascade'),
        ),
    ].map((statement) => statement.compile()),
};
