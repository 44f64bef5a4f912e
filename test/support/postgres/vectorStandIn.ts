import { access, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Installation } from './installPostgres.ts';

const CONTROL = `comment = 'stand-in for pgvector: its types as texts, inner products in SQL, no index'
default_version = '0.8.0'
relocatable = true
trusted = true
`;

const typeOf = (name: string) => `
create type ${name};
create function ${name}_in(cstring) returns ${name} language internal immutable strict parallel safe as 'textin';
create function ${name}_out(${name}) returns cstring language internal immutable strict parallel safe as 'textout';
create type ${name} (input = ${name}_in, output = ${name}_out, like = text);
create cast (text as ${name}) without function;
create cast (${name} as text) without function;
create function ${name}_negative_inner_product(a ${name}, b ${name}) returns float8
  language sql immutable strict parallel safe as $$
    select -sum(x * y) from unnest(
      string_to_array(trim('[]' from a::text), ',')::float8[],
      string_to_array(trim('[]' from b::text), ',')::float8[]) as pair (x, y) $$;
create operator <#> (leftarg = ${name}, rightarg = ${name}, function = ${name}_negative_inner_product);
`;

/**
 * pgvector as far as exact search needs it, written in SQL, for a server that cannot be given the real one: no npm package
 * has it for a Postgres server. What it serves to prove is the rest: transactions side by side, locks, the wire protocol.
 * @returns false when the installation does not take it
 */
export async function installVectorStandIn({ postgres }: Installation): Promise<boolean> {
  const folder = join(dirname(postgres), '..', 'share', 'postgresql', 'extension');
  try {
    await access(join(folder, 'plpgsql.control'));
    await writeFile(join(folder, 'vector.control'), CONTROL, { flag: 'wx', mode: 0o644 });
    await writeFile(join(folder, 'vector--0.8.0.sql'), ['vector', 'halfvec'].map(typeOf).join('\n'), { mode: 0o644 });
    return true;
  } catch {
    return false;
  }
}
