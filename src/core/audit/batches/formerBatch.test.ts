import { expect, test } from 'vitest';
import { createAuditSeal } from '../auditSeal.ts';
import { BatchHashes } from './batchHashes.ts';
import { eraseFromBatch, readBatch } from './readBatch.ts';

/** Made by the version that wrote such batches, behind the place 40 and the hash `before`. */
const TEXT = [
  '[0,"2026-05-01T08:00:00.123000Z","read","getPerson",200,"SZB8pVec",["request","r0","address","10.0.0.1","account","a1","jzydVigauLhLp3Yc"],["person_id","p1","DdaIsTdtJvJKw7nN"]]',
  '[1,"2026-05-01T08:00:00.123001Z","read","getPerson",200,"LTU0aRYD",["request","r1","address","10.0.0.1","account","a1","StMpoSN2CNHx-Quz"],["person_id","p2","dHsUQixH31xI0IsS"]]',
  '[2,"2026-05-01T08:00:00.123002Z","read","getPerson",200,"KJDLSPcj",["request","r2","address","10.0.0.1","account","a2","yenppTQ0-KOAbLsp"],["person_id","p1","kfz_F7VgDxknHpVx"]]',
].join('\n');
const HASH = '5wVmfe56xNgNES_ye1Sm5qx20ysbUrlEvl0GaJGxwU0';

function checked(text: string) {
  const batch = readBatch(text);
  const hashes = new BatchHashes(createAuditSeal('key-of-sixteen-or-more'), batch, 'before', 41);
  const fits = batch.entries.map((entry) => {
    const { digest, fits } = entry?.checked() ?? { digest: '', fits: false };
    hashes.add(digest);
    return fits;
  });
  return { fits, hash: hashes.current() };
}

test('a batch of before entries shared anything has the hash that it had', () => {
  expect(checked(TEXT)).toEqual({ fits: [true, true, true], hash: HASH });
});

test.each([
  ['status', '200', '404'],
  ['address', '10.0.0.1', '10.0.0.2'],
  ['object', '"p1"', '"p3"'],
  ['line', '[0', '0'],
])('a changed %s is found, in its entry and by the hash', (_, from, to) => {
  const { fits, hash } = checked(TEXT.replace(from, to));
  expect(fits).toEqual([false, true, true]);
  expect(hash).not.toBe(HASH);
});

test.each([
  ['an object', 'p1', false, 2, ['p1'], ['a1', 'a2', 'r0', 'p2']],
  ['an account', 'a1', true, 2, ['a1', 'r0', 'r1', 'p2'], ['a2', 'r2', 'p1']],
])('%s is erased from it, and the hash still fits', (_, id, whole, entries, gone, kept) => {
  const left = eraseFromBatch(TEXT, new Set([id]), whole);
  expect(left.entries).toBe(entries);
  for (const each of gone) expect(left.text).not.toContain(`"${each}"`);
  for (const each of kept) expect(left.text).toContain(`"${each}"`);
  expect(checked(left.text)).toEqual({ fits: [true, true, true], hash: HASH });
});

test.each(['', '{}', 'null', '[1,2', '[0,"t","a","o",200,"check",7]'])('%j is no entry', (line) => {
  expect(readBatch(`${TEXT}\n${line}`).entries.slice(3)).toEqual([undefined]);
});
