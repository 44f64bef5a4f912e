import { describe, expect, it } from 'vitest';
import { thisKind, warningOf } from './processor.ts';

describe('this machine', () => {
  it('has a processor, and Node.js a major version', () => {
    const { processor, node } = thisKind();
    expect(processor).not.toBe('');
    expect(process.version).toMatch(new RegExp(`^v${node}\\.`));
  });

  it('is called busy from half of its cores on', () => {
    expect(warningOf(0)).toBeUndefined();
    expect(warningOf(0.5)).toBeUndefined();
    expect(warningOf(0.51)).toContain('busy');
  });
});
