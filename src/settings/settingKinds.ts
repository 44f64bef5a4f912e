import Type from 'typebox';

/** What a setting carries beside its JSON Schema. Read by the loader, the `settings` command and the docs page. */
export interface SettingMeta {
  readonly description: string;
  /** Given as its printable form when it is computed, see `computedDefault`. */
  readonly default: unknown;
  /** Never printed; may be given as `<NAME>_FILE`, the path of a file that holds it. */
  readonly secret?: true;
  /** Older names that mean the same. */
  readonly aliases?: readonly string[];
  /** `path`: made absolute. `paths`: several, separated by commas. `bytes`: may be written with a unit, `64MB`. `name`: in small letters. */
  readonly kind?: 'path' | 'paths' | 'bytes' | 'name';
  /** Other spellings of an enum's values, in lower case. */
  readonly synonyms?: Readonly<Record<string, string>>;
  /** The values in words, where a length or a range does not say it all. */
  readonly allowed?: string;
  /** What the docs page and `settings` say instead of the default when the loader computes it. */
  readonly computedDefault?: string;
}

export const MB = 1024 * 1024;
export const UUID = '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
export const text = (meta: SettingMeta & { readonly minLength?: 0 }) =>
  Type.String({ minLength: 1, maxLength: 1024, pattern: '^[^\\u0000-\\u001f]*$', ...meta });
/** The name of a model, of ours or of a manifest. */
export const modelName = (meta: SettingMeta & { readonly allowed: string }) =>
  Type.String({ pattern: '^[a-z0-9][a-z0-9.+_-]*$', maxLength: 64, kind: 'name', ...meta });
export const whole = (minimum: number, maximum: number, meta: SettingMeta) =>
  Type.Integer({ minimum, maximum, ...meta });
export const decimal = (minimum: number, maximum: number, meta: SettingMeta) =>
  Type.Number({ minimum, maximum, ...meta });
export const flag = (meta: SettingMeta) => Type.Boolean({ ...meta });
export const choice = <const Names extends string[]>(names: readonly [...Names], meta: SettingMeta) =>
  Type.Enum(names, { ...meta });
