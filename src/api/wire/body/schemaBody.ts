import type { TSchema } from 'typebox';
import { Errors } from 'typebox/value';
import { apiError } from '../../errors/apiError.ts';
import type { Body } from './body.ts';
import { parseJsonObject } from './jsonBody.ts';

/**
 * A JSON object checked by its schema alone: the first breach is 12022 with its path, in both modes (contract 60). JSON
 * null is 12005, what is no JSON object is 12002.
 */
export function schemaJson<Value>(schema: TSchema): Body<Value> {
  return {
    kind: 'json',
    optional: false,
    schema,
    read({ bytes }) {
      const value = parseJsonObject(bytes);
      const [breach] = Errors(schema, value).sort(byPrecision);
      if (breach) throw apiError('schemaViolation', pathOf(breach.instancePath), describe(breach));
      return value as Value;
    },
  };
}

type Breach = ReturnType<typeof Errors>[number];

/** A member that should not be there is reported twice: by name first, and then as "schema is false". */
function byPrecision(a: Breach, b: Breach): number {
  return Number(a.keyword === 'boolean') - Number(b.keyword === 'boolean');
}

/** `/extract_policy/yaw__lt` as the originals print it: `extract_policy.yaw__lt`. */
function pathOf(pointer: string): string {
  return cut(pointer.slice(1).replaceAll('/', '.'));
}

function describe({ keyword, params, message }: Breach): string {
  if (keyword === 'additionalProperties' && 'additionalProperties' in params) {
    const names = params.additionalProperties.map((name) => cut(name)).join(', ');
    return cut(`must not have additional properties: ${names}`);
  }
  if (keyword === 'enum' && 'allowedValues' in params) {
    return `must be one of ${params.allowedValues.map(String).join(', ')}`;
  }
  return message;
}

const LONGEST = 200;

/** Names are the client's: they must not make the answer as long as the request. */
function cut(text: string): string {
  const whole = text.toWellFormed().replaceAll('\0', '\\0');
  return whole.length > LONGEST ? `${whole.slice(0, LONGEST).toWellFormed()}…` : whole;
}
