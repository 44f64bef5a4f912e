import { sql } from 'kysely';
import type { Catalog, ColumnRow, IndexRow, KeyRow } from '../store/ports/dialect.ts';

/** What `format_type` says, in the words that all databases share. */
const TYPES: Readonly<Record<string, string>> = {
  'timestamp(6) without time zone': 'timestamp(6)',
  // The same: six digits are what Postgres keeps.
  'timestamp without time zone': 'timestamp(6)',
  bytea: 'bytes',
  text: 'document',
};

const ourSchema = sql`(select oid from pg_namespace where nspname = current_schema())`;

/** The system catalogues of Postgres and PGlite; the information schema hides what another role owns. */
export const postgresCatalog: Catalog = {
  columns: sql<ColumnRow>`
    select t.relname as table_name, a.attname as column_name, format_type(a.atttypid, a.atttypmod) as data_type,
      case when a.attnotnull then 0 else 1 end as nullable,
      case when a.atthasdef or a.attidentity <> '' then 1 else 0 end as filled
    from pg_attribute a join pg_class t on t.oid = a.attrelid
    where t.relnamespace = ${ourSchema} and t.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
    order by t.relname, a.attnum`,
  keys: sql<KeyRow>`
    select t.relname as table_name, k.conname as key_name, case k.contype when 'f' then 'R' else upper(k.contype::text) end as kind,
      a.attname as column_name, r.relname as target, case when k.confdeltype = 'c' then 1 else 0 end as cascades
    from pg_constraint k join pg_class t on t.oid = k.conrelid left join pg_class r on r.oid = k.confrelid
    cross join lateral unnest(k.conkey) with ordinality as part(number, place)
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = part.number
    where t.relnamespace = ${ourSchema} and k.contype in ('p', 'u', 'f')
    order by t.relname, k.conname, part.place`,
  // An index over part of the rows, or one that was not built to the end, does not do the work of one.
  indexes: sql<IndexRow>`
    select t.relname as table_name, i.relname as index_name, pg_get_indexdef(x.indexrelid, part.place::int, true) as column_name,
      case when x.indisunique then 1 else 0 end as is_unique
    from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
    cross join lateral generate_series(1, x.indnkeyatts) as part(place)
    where t.relnamespace = ${ourSchema} and x.indisvalid and x.indpred is null
    order by t.relname, i.relname, part.place`,
  typeOf({ data_type: type }) {
    const [, characters] = /^character varying\((\d+)\)$/.exec(type) ?? [];
    return characters ? `text(${characters})` : (TYPES[type] ?? type);
  },
  encoding: sql<{ encoding: string }>`select current_setting('server_encoding') as encoding`,
  encodings: ['UTF8'],
};
