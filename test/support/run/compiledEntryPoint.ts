import { existsSync } from 'node:fs';
import { type EntryPoint, entryPoint as ofSources } from '../../../src/concurrency/threads/entryPoint.ts';

const SOURCES = new URL('../../../src/', import.meta.url).href;
const COMPILED = new URL('../../../dist/', import.meta.url).href;

/** Stands in for the module of that name; threads that the tests bring along are still sources. */
export function entryPoint(entry: URL): EntryPoint {
  const compiled = new URL(entry.href.replace(SOURCES, COMPILED).replace(/\.ts$/, '.js'));
  return entry.href.startsWith(SOURCES) && existsSync(compiled) ? { url: compiled, isSource: false } : ofSources(entry);
}
