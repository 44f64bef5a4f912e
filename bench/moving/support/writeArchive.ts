import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { OldAccount } from '../../../test/support/oldServer/oldState.ts';

interface Model {
  readonly modelId: string;
  readonly dimension: number;
}

/**
 * The account as an export (docs/export.md) with vectors of chance: an instance of ours that takes it is filled in seconds, with
 * all portraits and without its engine.
 */
export async function writeArchive(path: string, account: OldAccount, model: Model): Promise<void> {
  const newestFirst = <Item>(all: Iterable<Item>) => [...all].reverse();
  const linesOf = [
    {
      type: 'head',
      format: 1,
      time: new Date().toISOString(),
      email: account.email,
      organization_name: account.organizationName,
      suspended: false,
      list_id: null,
    },
    ...newestFirst(account.lists.values()).map(({ id, kind, list_data }) => ({ type: 'list', id, kind, list_data })),
    ...newestFirst(account.tokens).map(([id, token_data]) => ({ type: 'token', id, token_data })),
    ...newestFirst(account.persons.values()).map((person) => ({
      type: 'person',
      ...person,
      lists: account.listsOf(person.id),
    })),
    ...newestFirst(account.descriptors.values()).map(({ id, last_update, portrait }, index) => ({
      type: 'descriptor',
      id,
      last_update,
      lists: account.listsOf(id),
      model_id: model.modelId,
      vector: vectorText(index, model.dimension),
      portrait: portrait?.toString('base64') ?? null,
    })),
  ];
  const text = linesOf.map((line) => `${JSON.stringify(line)}\n`).join('');
  const sha256 = createHash('sha256').update(text).digest('hex');
  await writeFile(path, `${text}${JSON.stringify({ type: 'end', lines: linesOf.length, sha256 })}\n`);
}

/** A unit vector that follows from a number: float32, little endian, base64. */
function vectorText(seed: number, dimension: number): string {
  const vector = Float32Array.from({ length: dimension }, (_, at) => Math.sin((seed + 1) * (at + 1) * 12.9898));
  const length = Math.hypot(...vector);
  return Buffer.from(vector.map((value) => value / length).buffer).toString('base64');
}
