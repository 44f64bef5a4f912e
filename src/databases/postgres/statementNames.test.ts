import { describe, expect, it, vi } from 'vitest';
import { StatementNames } from './statementNames.ts';

const failure = (code: string) => Object.assign(new Error('refused'), { code });

describe('names of statements', () => {
  it('are given to what comes again, the same ones in every process', () => {
    const [names, others] = [1, 2].map(() => new StatementNames('auto', { info: vi.fn() }));
    expect(names?.of('select 1')).toBeUndefined();
    const name = names?.of('select 1');
    expect(name).toMatch(/^luna_[0-9a-f]{24}$/);
    others?.of('select 1');
    expect(others?.of('select 1')).toBe(name);
    expect(names?.of('select 1')).toBe(name);
  });

  it('are not given to long texts, and end at a number', () => {
    const names = new StatementNames('on', { info: vi.fn() });
    const twice = (text: string) => [names.of(text), names.of(text)][1];
    expect(twice(`select '${'x'.repeat(4000)}'`)).toBeUndefined();
    const given = Array.from({ length: 1000 }, (_, index) => twice(`select ${index}`)).filter(Boolean);
    expect(given).toHaveLength(256);
    expect(names.of('select 0')).toBe(given[0]);
  });

  it.each(['26000', '42P05'])('end when the server answers %s, and are kept when the operator says so', (code) => {
    const log = { info: vi.fn() };
    const names = new StatementNames('auto', log);
    const kept = new StatementNames('on', log);
    for (const each of [names, kept]) {
      each.of('select 1');
      expect(each.of('select 1')).toBeDefined();
      expect(each.wasToBlame(failure(code))).toBe(true);
      expect(each.wasToBlame(failure(code))).toBe(true);
    }
    expect(names.of('select 1')).toBeUndefined();
    expect(kept.of('select 1')).toBeDefined();
    expect(log.info).toHaveBeenCalledTimes(1);
  });

  it('outlive a plan that is out of date, and errors of other kinds', () => {
    const names = new StatementNames('auto', { info: vi.fn() });
    names.of('select 1');
    expect(names.wasToBlame(failure('0A000'))).toBe(true);
    expect(names.wasToBlame(failure('23505'))).toBe(false);
    expect(names.wasToBlame(new Error('lost'))).toBe(false);
    expect(names.of('select 1')).toBeDefined();
  });

  it('are never given when they are off', () => {
    const names = new StatementNames('off', { info: vi.fn() });
    expect([1, 2, 3].map(() => names.of('select 1'))).toEqual([undefined, undefined, undefined]);
  });
});
