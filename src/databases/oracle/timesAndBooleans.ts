import type { Timestamp } from '../../domain/time.ts';
import type { Database } from '../../store/sql/schema.ts';

/** Names of the columns, of any table, whose values have the type or are null. */
type ColumnsOf<Type> = {
  [Table in keyof Database]: {
    [Column in keyof Database[Table]]: NonNullable<Database[Table][Column]> extends Type ? Column : never;
  }[keyof Database[Table]];
}[keyof Database];

/**
 * Oracle's driver gives a TIMESTAMP as a Date, which cuts it to milliseconds: these are read as text. The types make
 * both lists complete: a column of the schema that is missing here does not compile.
 */
const TIMES: Record<ColumnsOf<Timestamp>, true> = {
  beat_time: true,
  claim_time: true,
  create_time: true,
  end_time: true,
  entry_time: true,
  expire_time: true,
  last_time: true,
  last_update: true,
  last_update_time: true,
  link_time: true,
  note_time: true,
  start_time: true,
  time: true,
  undo_time: true,
  update_time: true,
};

/** Oracle has no boolean type for columns before 23ai: these hold 1 or 0. */
const BOOLEANS: Record<ColumnsOf<boolean>, true> = { active: true, has_portrait: true, in_use: true };

export function holdsTime(column: string): boolean {
  return Object.hasOwn(TIMES, column);
}

export function holdsBoolean(column: string): boolean {
  return Object.hasOwn(BOOLEANS, column);
}
