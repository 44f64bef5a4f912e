import { createHash } from 'node:crypto';
import { inParallel } from '../../../src/cli/moving/inParallel.ts';
import { type ApiAnswer, accountAt } from '../../../test/support/apiAccount.ts';
import { PASSWORD } from './account.ts';

const AT_ONCE = 8;
const TRIES = 5;

/** All that a client can read of an account, as text; portraits by their sums. */
export async function clientView(url: string, email: string, token: string): Promise<Readonly<Record<string, string>>> {
  const api = accountAt(() => url, token);
  const persons = await api.all('/storage/persons', 'persons');
  const descriptors = await api.all('/storage/descriptors', 'descriptors');
  const { lists } = await api.call('GET', '/storage/lists?page_size=100');
  const basic = `Basic ${Buffer.from(`${email}:${PASSWORD}`).toString('base64')}`;
  const tokens = await fetch(`${url}/4/account/tokens?page_size=100`, { headers: { Authorization: basic } });
  const portraits = new Map<string, string>();
  await inParallel(descriptors, AT_ONCE, async ({ id }) => {
    const bytes = await patiently(`${url}/4/storage/portraits/${id}`, { 'X-Auth-Token': token });
    portraits.set(id, createHash('sha256').update(bytes).digest('hex'));
  });
  const { tokens: tokenItems } = (await tokens.json()) as { tokens: readonly ApiAnswer[] };
  const text = (items: readonly ApiAnswer[]) => items.map((item) => JSON.stringify(sorted(item))).join('\n');
  return {
    persons: text(persons),
    descriptors: text(descriptors),
    persons_lists: text(lists.person_lists),
    descriptors_lists: text(lists.descriptor_lists),
    tokens: text(tokenItems.toSorted((a, b) => (a.id < b.id ? -1 : 1))),
    portraits: descriptors.map(({ id }) => `${id} ${portraits.get(id)}`).join('\n'),
  };
}

/** On a machine with other work a kept connection may be closed while this process stands still. */
async function patiently(url: string, headers: Readonly<Record<string, string>>): Promise<Buffer> {
  for (let tries = 1; ; tries++) {
    try {
      return Buffer.from(await (await fetch(url, { headers })).arrayBuffer());
    } catch (error) {
      if (tries === TRIES) throw error;
    }
  }
}

/** Links have no order of their own. */
function sorted(item: ApiAnswer): ApiAnswer {
  const texts = Object.entries(item).map(([name, value]) => [name, Array.isArray(value) ? value.toSorted() : value]);
  return Object.fromEntries(texts);
}

/** Lines that are not the same on both sides, by part. */
export function differingLines(
  one: Readonly<Record<string, string>>,
  other: Readonly<Record<string, string>>,
): readonly string[] {
  return Object.entries(one).flatMap(([part, text]) => {
    const [a, b] = [text.split('\n'), (other[part] ?? '').split('\n')];
    const lines = Array.from({ length: Math.max(a.length, b.length) }, (_, at) => at);
    return lines.filter((at) => a[at] !== b[at]).map((at) => `${part}: ${a[at]} | ${b[at]}`);
  });
}
