import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { ContentLine } from './archiveLines.ts';
import { ArchiveWriter, headName } from './archiveWriter.ts';
import { readArchive } from './readArchive.ts';

const folder = mkdtempSync(join(tmpdir(), 'luna-archive-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
const fresh = () => join(folder, `${++files}.jsonl`);
const HEAD: ContentLine = {
  ...{ type: 'head', format: 1, time: '2026-01-01T00:00:00Z', email: 'a@example.com' },
  ...{ organization_name: 'Ä\u2028', suspended: false, list_id: null },
};
const LIST: ContentLine = { type: 'list', id: 'one', kind: 'persons', list_data: '👩🏽‍🚀' };
const TOKEN: ContentLine = { type: 'token', id: 'two', token_data: '' };

async function write(path: string, passphrase: string | undefined, lines: readonly ContentLine[]): Promise<void> {
  const writer = await ArchiveWriter.open(path, passphrase);
  for (const line of lines) await writer.add(line);
  await writer.finish();
  await writer.close();
}
const read = async (path: string, passphrase?: string) => {
  const lines: ContentLine[] = [];
  for await (const line of readArchive(path, passphrase)) lines.push(line);
  return lines;
};

describe.each([
  ['plain', undefined],
  ['encrypted', 'correct horse'],
])('%s', (_, passphrase) => {
  it('gives back what was written, and goes on behind the last whole line', async () => {
    const path = fresh();
    const first = await ArchiveWriter.open(path, passphrase);
    await first.add(HEAD);
    await first.add(LIST);
    await first.close();
    expect(existsSync(path)).toBe(false);
    appendFileSync(`${path}.part`, 'half a line');
    const second = await ArchiveWriter.open(path, passphrase);
    expect(second.written).toEqual(new Set([headName('a@example.com', null), 'list one']));
    await second.add(TOKEN);
    await second.finish();
    await second.close();
    expect(await read(path, passphrase)).toEqual([HEAD, LIST, TOKEN]);
    await expect(ArchiveWriter.open(path, passphrase)).rejects.toThrow(/exists/);
  });

  it('a byte that is another, a line that is missing or moved, and an end that is cut off are noticed', async () => {
    const path = fresh();
    await write(path, passphrase, [HEAD, LIST, TOKEN]);
    const whole = readFileSync(path, 'utf8');
    const lines = whole.split('\n').slice(0, -1);
    const damaged = [
      whole.replace(/.{20}\n$/, '\n'),
      `${lines.slice(0, -1).join('\n')}\n`,
      `${lines.toSpliced(-2, 1).join('\n')}\n`,
      `${lines.toSpliced(-3, 2, lines.at(-2) ?? '', lines.at(-3) ?? '').join('\n')}\n`,
      `${whole}${lines.at(-2)}\n`,
    ];
    for (const text of damaged) {
      writeFileSync(path, text);
      await expect(read(path, passphrase)).rejects.toThrow(/damaged|cut off|behind its end/);
    }
  });
});

it('hides everything, and opens by its passphrase only', async () => {
  const path = fresh();
  await write(path, 'correct horse', [HEAD, LIST]);
  expect(readFileSync(path, 'utf8')).not.toContain('example');
  await expect(read(path, 'wrong horse')).rejects.toThrow(/passphrase does not open/);
  await expect(read(path)).rejects.toThrow(/is encrypted/);
});

it('refuses what is no export', async () => {
  const path = fresh();
  for (const text of ['', 'x\n', '{"type":"head","format":2}\n', '{}\n']) {
    writeFileSync(path, text);
    await expect(read(path)).rejects.toThrow(/no export/);
  }
});
