/** Reads the pages of docs/contract: their numbered headings and the facts that they mark as known. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const CONTRACT = 'docs/contract';

/** A row of a table, an item of a list or a paragraph, with the printed block after it. */
export interface Fact {
  readonly line: number;
  readonly text: string;
  /** Of the text, however its lines are broken; `#2` for the second of two equal ones. */
  readonly digest: string;
}

export interface Page {
  /** Two digits, the first of its name. */
  readonly number: string;
  readonly path: string;
  /** `9`, `7.1`, … to the words of the heading. */
  readonly sections: ReadonlyMap<string, string>;
  readonly facts: readonly Fact[];
}

const MARK = /\[(doc|src|test|client)\]/;

export function readContract(folder = CONTRACT): Page[] {
  return readdirSync(folder)
    .filter((name) => /^\d\d-.*\.md$/.test(name))
    .sort()
    .map((name) => {
      const path = join(folder, name);
      const text = readFileSync(path, 'utf8');
      return { number: name.slice(0, 2), path, sections: sectionsOf(text), facts: factsOf(text) };
    });
}

export function sectionsOf(text: string): Map<string, string> {
  const headings = text.matchAll(/^#{2,} (\d+(?:\.\d+)*)\.? (.+)$/gm);
  return new Map([...headings].map(([, number = '', words = '']) => [number, words]));
}

/** Blocks that carry a mark of what was seen or documented; what is inferred alone is none. */
export function factsOf(text: string): Fact[] {
  const counts = new Map<string, number>();
  return blocksOf(text)
    .map(({ line, lines }) => ({ line, text: lines.join(' ') }))
    .filter((block) => MARK.test(block.text))
    .map((block) => {
      const digest = createHash('sha256').update(block.text).digest('hex').slice(0, 8);
      const count = (counts.get(digest) ?? 0) + 1;
      counts.set(digest, count);
      return { ...block, digest: count === 1 ? digest : `${digest}#${count}` };
    });
}

interface Block {
  readonly line: number;
  readonly lines: string[];
}

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let isFence = false;
  /** What a printed block belongs to, and a further line when nothing is between. */
  let last: Block | undefined;
  let isOpen = false;
  for (const [index, whole] of text.split('\n').entries()) {
    const line = whole.trim();
    const isEdge = line.startsWith('```');
    if (isEdge) isFence = !isFence;
    const isRow = line.startsWith('|');
    if (isFence || isEdge) {
      last?.lines.push(line);
    } else if (line === '' || line.startsWith('#')) {
      isOpen = false;
      if (line !== '') last = undefined;
    } else if (isOpen && !isRow && !/^(\*|\d+\.) /.test(line)) {
      last?.lines.push(line);
    } else {
      last = { line: index + 1, lines: [line] };
      blocks.push(last);
      isOpen = !isRow;
    }
  }
  return blocks;
}
