import { sql } from 'kysely';
import { ID_LENGTH } from '../../domain/ids.ts';
import type { Catalog, ColumnRow, IndexRow, KeyRow } from '../../store/ports/dialect.ts';

const TYPES: Readonly<Record<string, string>> = {
  'TIMESTAMP(6)': 'timestamp(6)',
  BLOB: 'bytes',
  CLOB: 'document',
  'NUMBER(1)': 'boolean',
  'NUMBER(10)': 'integer',
  'NUMBER(19)': 'bigint',
};

/** The dictionary of the user's own schema. */
export const oracleCatalog: Catalog = {
  // DEFAULT_LENGTH and not DATA_DEFAULT, which is a LONG.
  columns: sql<ColumnRow>`
    select table_name, column_name, data_type, data_precision as digits, data_scale as scale, char_length as characters,
      char_used as unit, case nullable when 'Y' then 1 else 0 end as nullable,
      case when default_length > 0 then 1 else 0 end as filled
    from user_tab_columns order by table_name, column_id`,
  keys: sql<KeyRow>`
    select k.table_name, k.constraint_name as key_name, k.constraint_type as kind, c.column_name, r.table_name as target,
      case k.delete_rule when 'CASCADE' then 1 else 0 end as cascades
    from user_constraints k join user_cons_columns c on c.constraint_name = k.constraint_name
    left join user_constraints r on r.constraint_name = k.r_constraint_name
    where k.constraint_type in ('P', 'U', 'R') and k.status = 'ENABLED'
    order by k.table_name, k.constraint_name, c.position`,
  indexes: sql<IndexRow>`
    select i.table_name, i.index_name, c.column_name, case i.uniqueness when 'UNIQUE' then 1 else 0 end as is_unique
    from user_indexes i join user_ind_columns c on c.index_name = i.index_name
    where i.status = 'VALID'
    order by i.table_name, i.index_name, c.column_position`,
  typeOf({ data_type: type, digits, scale, characters, unit }) {
    if (type === 'VARCHAR2') {
      // Ids are ASCII: for them bytes and characters are one.
      const bytes = unit === 'B' && characters !== ID_LENGTH;
      return `text(${characters}${bytes ? ' bytes' : ''})`;
    }
    const full = type === 'NUMBER' && digits ? `NUMBER(${digits}${scale ? `,${scale}` : ''})` : type;
    return TYPES[full] ?? full.toLowerCase();
  },
  encoding: sql<{ encoding: string }>`
    select "VALUE" as encoding from nls_database_parameters where parameter = 'NLS_CHARACTERSET'`,
  encodings: ['AL32UTF8', 'UTF8'],
};
