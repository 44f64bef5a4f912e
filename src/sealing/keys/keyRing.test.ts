import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { runKeyCommand } from './keyCommand.ts';
import { KeyRingRefused, parseKeyRing } from './keyRing.ts';

const aKey = () => randomBytes(32).toString('base64');

describe('a key ring', () => {
  it('has its active key first; comments and empty lines are passed over', () => {
    const [first, second] = [aKey(), aKey()];
    const ring = parseKeyRing(`# ours\n\n2026.a:${first}\r\n2025:${second.replace('=', '')}\n`);
    expect(ring.active.name).toBe('2026.a');
    expect([...ring.byName.keys()]).toEqual(['2026.a', '2025']);
    expect(ring.byName.get('2025')?.key.export().toString('base64')).toBe(second);
    expect([...parseKeyRing(`a:${first},b:${second}`).byName.keys()]).toEqual(['a', 'b']);
  });

  it.each([
    ['', 'empty'],
    ['# only a comment', 'empty'],
    ['a', 'entry 1'],
    [`a:${randomBytes(16).toString('base64')}`, 'entry 1'],
    [`a:${aKey()}\nb c:${aKey()}`, 'entry 2'],
    [`a:${aKey()}\na:${aKey()}`, 'two keys of the name a'],
    [`a:${Buffer.alloc(32).toString('base64')}`, 'one byte 32 times'],
  ])('is refused, and no key is in the message: %#', (text, message) => {
    let said = '';
    try {
      parseKeyRing(text);
    } catch (error) {
      expect(error).toBeInstanceOf(KeyRingRefused);
      said = (error as Error).message;
    }
    expect(said).toContain(message);
    for (const [secret] of text.matchAll(/[A-Za-z0-9+/]{20,}/g)) expect(said).not.toContain(secret);
  });
});

describe('the command for a key ring', () => {
  it('gives what it prints', async () => {
    expect(await runKeyCommand('printf "a:%s" 1')).toBe('a:1');
  });

  it('is refused with its exit code and what it said', async () => {
    await expect(runKeyCommand('echo no vault >&2; exit 3')).rejects.toThrow('ended with 3; it said: no vault');
  });

  it('may not print without end', async () => {
    await expect(runKeyCommand('yes')).rejects.toThrow('printed more than 64 KB');
  });

  it('is ended with all that it has started when it takes too long', async () => {
    // The pipe stays open for as long as any of them lives.
    await expect(runKeyCommand('sleep 600 & sleep 600', 50)).rejects.toThrow('took longer than 0.05 seconds');
  });
});
