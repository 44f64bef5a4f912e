import { dirname, resolve } from 'node:path';
import type { TSchema } from 'typebox';
import { Check } from 'typebox/value';
import { BadManifest } from './badManifest.ts';
import { MANIFEST_KINDS, MANIFEST_SCHEMAS, type ManifestKind, type OwnManifest } from './manifestSchema.ts';

/** Keywords of the schemas that are read here. */
interface Described {
  readonly allowed?: string;
  readonly properties?: Readonly<Record<string, TSchema & Described>>;
  readonly required?: readonly string[];
}

/**
 * Reads the text of a manifest.
 * @param path absolute; a relative `file` is taken from its folder
 * @throws BadManifest with a sentence for each bad member
 */
export function parseManifest(path: string, json: string): OwnManifest {
  const value = parse(path, json);
  const { kind } = value;
  if (!isKind(kind)) {
    throw new BadManifest([`${path}: kind${shown(kind)} must be one of ${MANIFEST_KINDS.join(', ')}`]);
  }
  const problems = [...problemsOf(MANIFEST_SCHEMAS[kind], value, '', kind)];
  if (problems.length === 0) problems.push(...contradictions(value as unknown as OwnManifest));
  if (problems.length > 0) throw new BadManifest(problems.map((problem) => `${path}: ${problem}`));
  const manifest = value as unknown as OwnManifest;
  return {
    ...manifest,
    sha256: manifest.sha256.toLowerCase(),
    file: resolve(dirname(path), manifest.file),
    path,
  };
}

function parse(path: string, json: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new BadManifest([`${path}: is no JSON (${error instanceof Error ? error.message : String(error)})`]);
  }
  if (!isObject(value)) throw new BadManifest([`${path}: must be one JSON object`]);
  return value;
}

function* problemsOf(
  { properties = {}, required = [] }: Described,
  value: Readonly<Record<string, unknown>>,
  prefix: string,
  kind: ManifestKind,
): Generator<string> {
  for (const [name, schema] of Object.entries(properties)) {
    const member = `${prefix}${name}`;
    const given = value[name];
    if (given === undefined) {
      if (required.includes(name)) yield `${member} is missing; it must be ${schema.allowed}`;
    } else if (schema.properties && isObject(given)) {
      yield* problemsOf(schema, given, `${member}.`, kind);
    } else if (!Check(schema, given)) {
      yield `${member}${shown(given)} must be ${schema.allowed}`;
    }
  }
  for (const name of Object.keys(value)) {
    if (!(name in properties)) {
      yield `${prefix}${name} is no member of a manifest of kind ${kind}; here are ${Object.keys(properties).join(', ')}`;
    }
  }
}

function* contradictions(manifest: OwnManifest): Generator<string> {
  if (manifest.kind === 'embedder') {
    const { half, same } = manifest.calibration;
    if (same <= half) yield `calibration.same = ${same} must be above calibration.half = ${half}`;
    const [width, height] = manifest.input.size;
    if (manifest.template === 'arcface' && width !== height) {
      yield `template = "arcface" must have a square input.size, not ${width} x ${height}`;
    }
  }
  if (manifest.kind === 'detector' && manifest.input.size.some((side) => side % 32 !== 0)) {
    yield `input.size = [${manifest.input.size.join(', ')}] must be multiples of 32, since the net halves its input five times`;
  }
  if (manifest.kind === 'liveness' && manifest.live >= manifest.classes) {
    yield `live = ${manifest.live} must be below classes = ${manifest.classes}`;
  }
}

function isKind(kind: unknown): kind is ManifestKind {
  return MANIFEST_KINDS.some((each) => each === kind);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** ` = value`, short enough for a line; nothing for what is not there. */
function shown(value: unknown): string {
  if (value === undefined) return '';
  const text = JSON.stringify(value);
  return ` = ${text.length > 60 ? `${text.slice(0, 59)}…` : text}`;
}
