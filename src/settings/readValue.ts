import { Check } from 'typebox/value';
import type { SettingSchema } from './schema.ts';

const UNITS: Readonly<Record<string, number>> = { b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 };
const FLAGS: Readonly<Record<string, boolean>> = {
  '1': true,
  true: true,
  on: true,
  yes: true,
  '0': false,
  false: false,
  off: false,
  no: false,
};

/**
 * Reads a value as an environment variable (text) or a settings file (text, number, boolean, list) gives it.
 * Undefined: not a value of this setting, or out of its range.
 */
export function readValue(schema: SettingSchema, raw: unknown): unknown {
  const value = interpret(schema, raw);
  return Check(schema, value) ? value : undefined;
}

function interpret(schema: SettingSchema, raw: unknown): unknown {
  if (schema.enum) return typeof raw === 'string' ? findChoice(schema, raw.trim().toLowerCase()) : undefined;
  if (schema.type === 'boolean') return typeof raw === 'boolean' ? raw : FLAGS[String(raw).trim().toLowerCase()];
  if (schema.type === 'integer') return typeof raw === 'string' ? parseWhole(raw, schema.kind === 'bytes') : raw;
  if (schema.type === 'number') return typeof raw === 'string' ? parseDecimal(raw) : raw;
  if (schema.type === 'array') {
    const parts = typeof raw === 'string' ? raw.split(',') : raw;
    return Array.isArray(parts)
      ? parts.map((part) => (typeof part === 'string' ? parseWhole(part, false) : part))
      : parts;
  }
  if (schema.kind === 'name' && typeof raw === 'string') return raw.trim().toLowerCase();
  return raw;
}

function findChoice({ enum: names = [], synonyms = {} }: SettingSchema, lowerCase: string): string | undefined {
  const meant = Object.hasOwn(synonyms, lowerCase) ? synonyms[lowerCase] : lowerCase;
  return names.find((name) => name.toLowerCase() === meant);
}

function parseWhole(text: string, withUnit: boolean): number | undefined {
  const [, digits, unit] = /^\s*([+-]?\d{1,15})\s*([a-z]{1,2})?\s*$/i.exec(text) ?? [];
  const factor = UNITS[(unit ?? 'b').toLowerCase()];
  if (digits === undefined || factor === undefined || (unit !== undefined && !withUnit)) return undefined;
  return Number(digits) * factor;
}

function parseDecimal(text: string): number | undefined {
  return /^[+-]?(\d{1,15}(\.\d*)?|\.\d+)$/.test(text.trim()) ? Number(text) : undefined;
}

/** The values of a setting in words, for error messages and the docs page. */
export function describeAllowed(schema: SettingSchema): string {
  const { minimum = 0, maximum = 0, minItems, maxItems, items, maxLength } = schema;
  if (schema.allowed) return schema.allowed;
  if (schema.enum) return `one of ${schema.enum.join(', ')}`;
  if (schema.type === 'boolean') return '0 or 1';
  if (schema.type === 'array')
    return `${minItems} to ${maxItems} whole numbers ${items?.minimum}..${items?.maximum}, separated by commas`;
  if (schema.type === 'string') return `text of 1..${maxLength} characters`;
  if (schema.kind === 'bytes') return `a size ${formatBytes(minimum)}..${formatBytes(maximum)}`;
  if (schema.type === 'number') return `a number ${minimum}..${maximum}`;
  return `a whole number ${minimum}..${maximum}`;
}

/** `64MB` and the like; exact, so that it reads back as the same number. */
export function formatBytes(bytes: number): string {
  const unit = (['gb', 'mb', 'kb'] as const).find((name) => bytes !== 0 && bytes % (UNITS[name] ?? 1) === 0) ?? 'b';
  return `${bytes / (UNITS[unit] ?? 1)}${unit === 'b' ? '' : unit.toUpperCase()}`;
}

/** A value as one would write it in an environment variable. */
export function formatValue(schema: SettingSchema, value: unknown): string {
  if (schema.kind === 'bytes' && typeof value === 'number') return formatBytes(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  return String(value);
}
