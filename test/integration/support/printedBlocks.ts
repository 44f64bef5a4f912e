import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A fenced block of a page. */
export interface Printed {
  readonly page: string;
  /** First word behind the fence; empty when there is none. */
  readonly language: string;
  /** Why nobody runs it, when its fence says `not run: …`. */
  readonly reason: string | undefined;
  readonly text: string;
  /** Nothing but an empty line is between it and the block before. */
  readonly follows: boolean;
}

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

const PAGES_AT_TOP = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'client/README.md',
  'examples/README.md',
];

/** Every page that a reader is sent to. */
export function documentPages(): string[] {
  const docs = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' });
  return [...PAGES_AT_TOP, ...docs.filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)].sort();
}

/** The fenced blocks of a page in order; those of a list without its indentation. */
export function printedBlocks(page: string): Printed[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  let end = 0;
  return [...text.matchAll(FENCED)].map(
    ({ index, 0: whole, 1: indent = '', 2: language = '', 3: info = '', 4: body = '' }) => {
      const follows = text.slice(end, index).trim() === '';
      end = index + whole.length;
      const reason = /^not run: (.+)/.exec(info)?.[1];
      return { page, language, reason, text: body.replaceAll(new RegExp(`^${indent}`, 'gm'), ''), follows };
    },
  );
}

const FENCED = /^( *)```(\w*) ?([^\n]*)\n(.*?)^ *```$/gms;
