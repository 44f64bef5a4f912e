import { gzipSync } from 'node:zlib';
import { mutate } from '../mutate.ts';
import { unknownId } from '../world.ts';
import { FRAMINGS } from './breakFraming.ts';
import { HEADERS } from './breakHeaders.ts';
import type { Draft, Means } from './draft.ts';
import { breakJson } from './jsonBody.ts';
import { breakForm } from './multipartBody.ts';
import { ODD_IDS, ODD_NUMBERS, ODD_TEXTS, ODD_TYPES } from './values.ts';

export interface Break {
  readonly name: string;
  /** How often it is chosen beside others; 1 by default. */
  readonly weight?: number;
  readonly fits?: (draft: Draft) => boolean;
  readonly apply: (draft: Draft, means: Means) => void;
}

const hasIds = ({ ids }: Draft) => ids.size > 0;
const hasBody = ({ body }: Draft) => body !== undefined;
const hasLogin = ({ operation }: Draft) => operation.needsLogin;
const textOrNumber = ({ random }: Means) => random.pick([...ODD_TEXTS, ...ODD_NUMBERS, ...ODD_IDS]);

function setId(draft: Draft, means: Means, value: string): void {
  draft.ids.set(means.random.pick([...draft.ids.keys()]), value);
}

function withoutLogin(draft: Draft): void {
  draft.headers = draft.headers.filter(([name]) => name !== 'Authorization' && name !== 'X-Auth-Token');
}

function nameOfParameter(draft: Draft, { random }: Means): string {
  const known = draft.operation.parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
  return random.pick(
    known.length > 0 && random.chance(0.8) ? known : ['page', 'unknown', '__proto__', 'toString', 'a[b]'],
  );
}

const BREAKS: readonly Break[] = [
  { name: 'id of nobody', fits: hasIds, apply: (draft, means) => setId(draft, means, unknownId(means.random)) },
  {
    name: 'id of something else',
    fits: hasIds,
    apply: (draft, means) => {
      const { ids } = means.random.pick(means.callers);
      setId(draft, means, means.random.pick(Object.values(ids).flat()) ?? unknownId(means.random));
    },
  },
  {
    name: 'odd id',
    weight: 3,
    fits: hasIds,
    apply: (draft, means) => {
      setId(draft, means, means.random.pick(ODD_IDS));
      draft.isAstray = true;
    },
  },
  {
    name: 'path',
    apply: (draft, { random }) => {
      const path = draft.operation.path.replace(/\{[^}]+\}/g, unknownId(random));
      draft.path = random.pick([
        `${path}/`,
        `/${path}`,
        path.toUpperCase(),
        path.replace('/4', ''),
        path.replace('/4', '/6'),
        path.replace(/\//g, '//'),
        path.replace(/\//g, '%2f'),
        `${path}/..`,
        `/./${path}`,
        `http://127.0.0.1${path}`,
        `${path}#fragment`,
        `${path};a=b`,
        path.slice(0, random.below(path.length) + 1),
        '*',
        '/\u00e9',
        `/${'a/'.repeat(3000)}`,
      ]);
      draft.isAstray = true;
    },
  },
  {
    name: 'query value',
    weight: 4,
    apply: (draft, means) => draft.query.push([nameOfParameter(draft, means), textOrNumber(means)]),
  },
  {
    name: 'query value in place',
    weight: 2,
    fits: ({ query }) => query.length > 0,
    apply: (draft, means) => {
      const at = means.random.below(draft.query.length);
      draft.query[at] = [draft.query[at]?.[0] ?? '', textOrNumber(means)];
    },
  },
  {
    name: 'query parameter less',
    fits: ({ query }) => query.length > 0,
    apply: (draft, { random }) => draft.query.splice(random.below(draft.query.length), 1),
  },
  {
    name: 'query parameter many times',
    apply: (draft, means) => {
      const name = nameOfParameter(draft, means);
      const times = means.random.pick([2, 3, 400]);
      for (let time = 0; time < times; time++)
        draft.query.push([name, means.random.pick(['1', '0', '', unknownId(means.random)])]);
    },
  },
  {
    name: 'list of ids',
    apply: (draft, means) => {
      const count = means.random.pick([0, 2, 30, 200]);
      const ids = Array.from({ length: count }, () => unknownId(means.random));
      draft.query.push([
        nameOfParameter(draft, means),
        means.random.pick([ids.join(','), ids.join(',,'), `${ids.join(',')},`]),
      ]);
    },
  },
  {
    name: 'query without form',
    apply: (draft, { random }) => {
      const raw = [
        '&&&=',
        '=',
        '?',
        '??a=1',
        '%',
        '%zz=%zz',
        'page=%ff',
        'page=%00',
        'a=b=c',
        '&page',
        'page&page=2',
        '+',
        'x'.repeat(9000),
      ];
      draft.rawQuery = random.pick(raw);
    },
  },
  {
    name: 'no login',
    fits: hasLogin,
    apply: withoutLogin,
  },
  {
    name: 'odd login',
    weight: 2,
    fits: hasLogin,
    apply: (draft, { random, callers }) => {
      if (random.chance(0.7)) withoutLogin(draft);
      draft.headers.push(
        random.pick<[string, string]>([
          ['X-Auth-Token', unknownId(random)],
          ['X-Auth-Token', ''],
          ['X-Auth-Token', 'x'.repeat(5000)],
          ['X-Auth-Token', 'é\u0000'],
          ['X-Auth-Token', random.pick(callers).token.toUpperCase()],
          ['X-Auth-Token', `${draft.caller.token}, ${draft.caller.token}`],
          ['Authorization', 'Basic'],
          ['Authorization', 'Basic ====='],
          ['Authorization', 'Basic Og=='],
          ['Authorization', `Basic ${Buffer.from('no colon').toString('base64')}`],
          ['Authorization', `Basic ${Buffer.from('a@b.c:x:\u0000').toString('base64')}`],
          ['Authorization', `Basic ${random.bytes(30).toString('base64')}`],
          ['Authorization', `Basic ${'A'.repeat(6000)}`],
          ['Authorization', `Bearer ${draft.caller.token}`],
          ['Authorization', `${draft.caller.basic}, ${draft.caller.basic}`],
          ['Authorization', random.pick(callers).basic],
          ['X-Auth-Token', random.pick(callers).token],
        ]),
      );
    },
  },
  {
    name: 'content type',
    weight: 2,
    fits: hasBody,
    apply: (draft, { random }) => {
      draft.type = random.chance(0.2) ? undefined : random.pick(ODD_TYPES);
    },
  },
  {
    name: 'second content type',
    fits: hasBody,
    apply: (draft, { random }) => draft.headers.push(['Content-Type', random.pick(ODD_TYPES)]),
  },
  {
    name: 'body',
    weight: 12,
    fits: hasBody,
    apply: (draft, { random, samples }) => {
      if (draft.json !== undefined) draft.body = breakJson(draft.json, random);
      else if (draft.parts.length > 0) draft.body = breakForm(draft.parts, random);
      else draft.body = mutate(draft.body as Buffer, random.pick(samples).bytes, random).bytes;
    },
  },
  { name: 'no body', fits: hasBody, apply: (draft) => (draft.body = undefined) },
  {
    name: 'body of another kind',
    apply: (draft, { random, samples }) => {
      draft.body = random.pick([
        Buffer.from('{}'),
        Buffer.from('null'),
        Buffer.alloc(0),
        Buffer.alloc(70_000, '{'),
        random.pick(samples).bytes,
      ]);
      draft.type ??= random.pick(ODD_TYPES);
    },
  },
  {
    name: 'compressed body',
    fits: hasBody,
    apply: (draft, { random }) => {
      if (random.chance(0.7)) draft.body = gzipSync(draft.body as Buffer);
      draft.headers.push([
        'Content-Encoding',
        random.pick(['gzip', 'deflate', 'br', 'identity', '', 'gzip, gzip', 'x']),
      ]);
    },
  },
  {
    name: 'method',
    apply: (draft, { random }) => {
      draft.method = random.pick([
        'GET',
        'HEAD',
        'POST',
        'PUT',
        'PATCH',
        'DELETE',
        'OPTIONS',
        'TRACE',
        'CONNECT',
        'QUERY',
        'PROPFIND',
        'get',
        'X',
        '',
        'G\u0000T',
      ]);
      draft.isAstray = true;
    },
  },
  ...HEADERS,
  ...FRAMINGS,
];

/** Breaks a request in a few places or in none. @returns what was broken */
export function breakRequest(draft: Draft, means: Means): readonly string[] {
  const { random } = means;
  const names: string[] = [];
  for (let count = random.pick([0, 0, 0, 1, 1, 1, 1, 2, 2, 4]); count > 0; count--) {
    const fitting = BREAKS.filter(({ fits }) => !fits || fits(draft));
    const weighed = fitting.flatMap((each) => Array.from({ length: each.weight ?? 1 }, () => each));
    const chosen = random.pick(weighed);
    chosen.apply(draft, means);
    names.push(chosen.name);
  }
  return names;
}
