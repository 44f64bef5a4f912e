import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PersonId } from '../../../domain/ids.ts';
import { ApiError } from '../../errors/apiError.ts';
import { compatibilityOf } from '../../operations/compatibility.ts';
import {
  candidateLimit,
  decimal,
  flag,
  oneOf,
  pagination,
  readQuery,
  required,
  similarityFrom,
  text,
  uuid,
  uuids,
} from './queryParameters.ts';

const strict = { compatibility: compatibilityOf('backport3'), maxCandidates: 5 };
const lenient = { compatibility: compatibilityOf('lp3'), maxCandidates: 5 };

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ApiError) return `${error.entry.code} ${error.detail}`;
    throw error;
  }
  return 'none';
}

describe('pagination', () => {
  test.each([
    ['backport3', 1000n],
    ['lp3', 100n],
  ] as const)('%s clamps any integer into its range', (mode, largest) => {
    const rules = { compatibility: compatibilityOf(mode), maxCandidates: 5 };
    fc.assert(
      fc.property(fc.oneof(fc.bigInt(), fc.bigInt({ min: 0n, max: 2000n })), (value) => {
        const { page, page_size } = readQuery(
          pagination,
          new URLSearchParams({ page: String(value), page_size: String(value) }),
          rules,
        );
        expect(page).toBeGreaterThanOrEqual(1);
        expect(Number.isSafeInteger(page * page_size)).toBe(true);
        expect(page_size).toBe(value < 1n ? 1 : value > largest ? Number(largest) : Number(value));
      }),
    );
  });

  test.each(['', 'a', '1.5', '1e3', '0x10', '1 2', 'NaN', '--1'])('refuses %j by name', (raw) => {
    expect(codeOf(() => readQuery(pagination, new URLSearchParams({ page_size: raw }), strict))).toBe(
      "12012 Bad query parameters 'page_size'",
    );
  });

  test('has defaults', () => {
    expect(readQuery(pagination, new URLSearchParams(), strict)).toEqual({ page: 1, page_size: 10 });
  });
});

describe('limit', () => {
  test.each([
    [undefined, 3],
    ['-1', 3],
    ['0', 3],
    ['1', 1],
    ['5', 5],
    ['6', 5],
    ['9'.repeat(400), 5],
  ])('%s counts as %i', (raw, expected) => {
    expect(candidateLimit.read(raw, 'limit', strict)).toBe(expected);
  });

  test('an empty text is no number', () => {
    expect(codeOf(() => candidateLimit.read('', 'limit', strict))).toBe("12012 Bad query parameters 'limit'");
  });

  test('never exceeds a maximum below the default', () => {
    expect(candidateLimit.read(undefined, 'limit', { ...strict, maxCandidates: 2 })).toBe(2);
  });
});

describe('flags and numbers', () => {
  test('strict: only 0 and 1; lenient: the default for the rest', () => {
    const parameter = flag(true, '');
    expect([parameter.read('0', 'f', strict), parameter.read('1', 'f', strict)]).toEqual([false, true]);
    fc.assert(
      fc.property(
        fc.string().filter((raw) => raw !== '0' && raw !== '1'),
        (raw) => {
          expect(codeOf(() => parameter.read(raw, 'f', strict))).toBe("12012 Bad query parameters 'f'");
          expect(parameter.read(raw, 'f', lenient)).toBe(true);
        },
      ),
    );
  });

  test('a number must lie in its range', () => {
    const parameter = decimal(0, 1, '');
    expect(parameter.read('0.5', 'n', strict)).toBe(0.5);
    expect(parameter.read('.5e-1', 'n', strict)).toBe(0.05);
    for (const raw of ['1.01', '-0.1', 'NaN', 'Infinity', '', '0x1', '1e400']) {
      expect(
        codeOf(() => parameter.read(raw, 'n', strict)),
        raw,
      ).toBe("12012 Bad query parameters 'n'");
      expect(parameter.read(raw, 'n', lenient), raw).toBeUndefined();
    }
  });
});

describe('ids', () => {
  test('any UUID4 is read in lower case, in either letter case', () => {
    fc.assert(
      fc.property(fc.uuid({ version: 4 }), (id) => {
        expect(uuid<PersonId>('').read(id.toUpperCase(), 'p', strict)).toBe(id);
      }),
    );
  });

  test('lists keep the order, drop repetitions and refuse one bad element', () => {
    fc.assert(
      fc.property(fc.array(fc.uuid({ version: 4 }), { minLength: 1 }), (ids) => {
        expect(uuids<PersonId>('').read([...ids, ids[0]].join(','), 'p', strict)).toEqual([...new Set(ids)]);
        for (const bad of ['', 'x', ' ', '00000000-0000-1000-8000-000000000000']) {
          expect(codeOf(() => uuids('').read([...ids, bad].join(','), 'p', strict))).toBe(
            "12012 Bad query parameters 'p'",
          );
        }
      }),
    );
  });
});

test('words, required parameters and NUL', () => {
  const shape = { do: required(oneOf(['attach', 'detach'], '')) };
  expect(readQuery(shape, new URLSearchParams('do=x&do=attach'), strict)).toEqual({ do: 'attach' });
  expect(codeOf(() => readQuery(shape, new URLSearchParams(), strict))).toBe(
    "12014 Required parameters 'do' not found",
  );
  expect(codeOf(() => readQuery(shape, new URLSearchParams('do=Attach'), strict))).toBe(
    "12012 Bad query parameters 'do'",
  );
  expect(codeOf(() => text('').read('a\0b', 'user_data', strict))).toBe("12012 Bad query parameters 'user_data'");
});

test.each(['1', '.1', '1.1', '1e1'])(
  '%j, sixty thousand times, is refused in no time',
  { timeout: 10_000 },
  (piece) => {
    // A time-out of its own: this took half a minute and now takes milliseconds.
    const long = `${piece.repeat(60_000 / piece.length)}x`;
    expect(codeOf(() => similarityFrom.read(long, 'similarity__gte', strict))).toMatch(/^12012 /);
    expect(codeOf(() => decimal(0, 1, '').read(long, 'a', strict))).toMatch(/^12012 /);
  },
);
