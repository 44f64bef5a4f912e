import { existsSync } from 'node:fs';
import { type EntryPoint, entryPoint as ofSources } from '../../../src/concurrency/threads/entryPoint.ts';
import { compiledThread } from './compiledThread.ts';

const SOURCES = new URL('../../../src/', import.meta.url).href;
const TESTS = new URL('../../', import.meta.url).href;
const COMPILED = new URL('../../../dist/', import.meta.url).href;

/** Stands in for the module of that name; threads that the tests bring along run over what was compiled, too. */
export function entryPoint(entry: URL): EntryPoint {
  if (entry.href.startsWith(TESTS)) return { url: compiledThread(entry, COMPILED), isSource: false };
  const compiled = new URL(entry.href.replace(SOURCES, COMPILED).replace(/\.ts$/, '.cjs'));
  return entry.href.startsWith(SOURCES) && existsSync(compiled) ? { url: compiled, isSource: false } : ofSources(entry);
}
