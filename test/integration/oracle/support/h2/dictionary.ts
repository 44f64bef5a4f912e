/**
 * What the dictionary of Oracle shows of the user's tables, made of what H2 knows, and functions of a package. Oracle has no index of its own for a
 * foreign key, and H2 says of no length whether it was given in bytes.
 */
export const DICTIONARY: readonly string[] = [
  `create view user_tables as select table_name from information_schema.tables where table_schema = 'PUBLIC'`,
  `create view user_objects as select table_name as object_name, 'TABLE' as object_type from information_schema.tables
    where table_schema = 'PUBLIC' and table_type = 'BASE TABLE'`,
  `create view user_tab_columns as select table_name, column_name, ordinal_position as column_id,
    case data_type when 'CHARACTER VARYING' then 'VARCHAR2' when 'NUMERIC' then 'NUMBER'
      when 'TIMESTAMP' then 'TIMESTAMP(' || datetime_precision || ')' when 'BINARY LARGE OBJECT' then 'BLOB'
      when 'CHARACTER LARGE OBJECT' then 'CLOB' else data_type end as data_type,
    numeric_precision as data_precision, numeric_scale as data_scale, character_maximum_length as char_length, 'C' as char_used,
    case is_nullable when 'YES' then 'Y' else 'N' end as nullable, length(column_default) as default_length
    from information_schema.columns where table_schema = 'PUBLIC'`,
  `create view user_constraints as select t.table_name, t.constraint_name, 
    case t.constraint_type when 'PRIMARY KEY' then 'P' when 'UNIQUE' then 'U' when 'FOREIGN KEY' then 'R' else 'C' end
      as constraint_type, r.unique_constraint_name as r_constraint_name, r.delete_rule, 'ENABLED' as status
    from information_schema.table_constraints t
    left join information_schema.referential_constraints r on r.constraint_name = t.constraint_name
    where t.table_schema = 'PUBLIC'`,
  `create view user_cons_columns as select constraint_name, column_name, ordinal_position as position
    from information_schema.key_column_usage where table_schema = 'PUBLIC'`,
  `create view user_indexes as select table_name, index_name, 'VALID' as status,
    case index_type_name when 'INDEX' then 'NONUNIQUE' else 'UNIQUE' end as uniqueness
    from information_schema.indexes where table_schema = 'PUBLIC' and not is_generated`,
  `create view user_ind_columns as select index_name, column_name, ordinal_position as column_position
    from information_schema.index_columns where table_schema = 'PUBLIC'`,
  `create view nls_database_parameters as select 'NLS_CHARACTERSET' as parameter, 'AL32UTF8' as "VALUE" from dual`,
  'create schema dbms_lob',
  `create alias dbms_lob.getlength as $$ long getlength(java.sql.Blob lob) throws Exception { return lob.length(); } $$`,
  `create alias dbms_lob.substr as $$ byte[] substr(java.sql.Blob lob, int amount, long offset) throws Exception {
    return lob.getBytes(offset, amount); } $$`,
];
