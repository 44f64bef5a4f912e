import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerAt } from '../support/apiAccount.ts';
import { testModels } from '../support/models.ts';
import { startOldServer } from '../support/oldServer/oldServer.ts';
import { OldAccount } from '../support/oldServer/oldState.ts';
import { needs } from '../support/run/needs.ts';
import { type Serving, serve } from './support/commandLine.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'luna-examples-'));
const has = (program: string) => spawnSync(program, ['--version']).status === 0;
const [hasCurl, hasPython, hasPhp] = [has('curl'), has('python3'), has('php')];

/** One face each, cut from the sample group photos: sample, left, top, width, height. The first two show the same woman. */
const CROPS = {
  erin: [3, 993, 102, 468, 497],
  erinAgain: [1, 1371, 128, 457, 443],
  olive: [6, 141, 361, 439, 455],
  green: [6, 1459, 141, 345, 486],
} as const;

let server: Serving;
let samples: string;

beforeAll(async () => {
  samples = (await testModels()).pathOf('samples');
  server = await serve({ DATA_DIR: join(folder, 'data') });
});
afterAll(async () => {
  await server?.end('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

function photo(shown: keyof typeof CROPS): Promise<Buffer> {
  const [sample, left, top, width, height] = CROPS[shown];
  return sharp(readFileSync(join(samples, `sample${sample}.jpg`)))
    .extract({ left, top, width, height })
    .jpeg({ quality: 95 })
    .toBuffer();
}

/** Runs an example to its end, which must be a good one, and gives its lines. */
async function linesOf(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(program, args, { cwd: ROOT, env: { PATH, HOME, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const [status] = await once(child, 'close');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.trim().split('\n');
}

it(
  '[issue 14 §6] first steps with curl go from an account to a known face',
  needs(hasCurl, 'there is no curl'),
  async () => {
    const photos = ['sample3.jpg', 'sample1.jpg'].map((name) => join(samples, name));
    const lines = await linesOf('sh', ['examples/first-steps.sh', server.url, ...photos]);
    const [person = ''] = lines.flatMap((line) => /^person (.+)/.exec(line)?.slice(1) ?? []);
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
      candidates: [{ person_id: person, user_data: 'the first guest', similarity: expect.closeTo(0.99, 1) }],
    });
    expect(Number(/portrait of (\d+) bytes/.exec(lines.join())?.[1])).toBeGreaterThan(500);

    const lost = ['examples/first-steps.sh', server.url, join(ROOT, 'package.json'), photos[1] ?? ''];
    expect(spawnSync('sh', lost, { cwd: ROOT, encoding: 'utf8' })).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('"error_code"'),
    });
  },
);

describe('[issue 14 §6] a turnstile', needs(hasPython, 'there is no python3'), () => {
  const env: Record<string, string> = {};
  let list = '';
  const pictures = join(folder, 'pictures');

  beforeAll(async () => {
    const { token } = (await (
      await fetch(`${server.url}/4/accounts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ organization_name: 'Doors', email: 'doors@example.com', password: 'secret-word' }),
      })
    ).json()) as { token: string };
    Object.assign(env, { LUNA_TOKEN: token, LUNA_URL: server.url });
    mkdirSync(pictures);
  });

  const turnstile = (args: readonly string[], url = server.url) =>
    // More patient than it is by itself: a busy machine looks at a group photo for longer than a turnstile should wait.
    linesOf('python3', ['-B', 'examples/turnstile.py', list, '--once', '--patience', '60', ...args], {
      ...env,
      LUNA_URL: url,
    });
  const take = async (name: string, shown: keyof typeof CROPS) =>
    writeFileSync(join(pictures, name), await photo(shown));

  it('has a list made of a folder of photos, by the TypeScript client', async () => {
    const staff = join(folder, 'staff');
    mkdirSync(staff);
    writeFileSync(join(staff, 'Erin Young.jpg'), await photo('erin'));
    writeFileSync(join(staff, 'Olive Oaks.jpg'), await photo('olive'));
    writeFileSync(join(staff, 'a party.jpg'), readFileSync(join(samples, 'sample3.jpg')));
    const lines = await linesOf('npx', ['--no-install', 'tsx', 'examples/enrol.ts', server.url, staff], env);
    expect(lines.slice(0, -1)).toEqual(['enrolled Erin Young', 'enrolled Olive Oaks', 'passed over a party: 3 faces']);
    [, list = ''] = lines.at(-1)?.split(' ') ?? [];
  });

  it('opens for whom it knows, and stays shut for everybody else and for what it cannot judge', async () => {
    await take('1.jpg', 'erinAgain');
    await take('2.jpg', 'green');
    writeFileSync(join(pictures, '3.jpg'), readFileSync(join(samples, 'sample3.jpg')));
    writeFileSync(join(pictures, '4.jpg'), 'no picture');
    const opened = join(folder, 'opened');
    const lines = await turnstile(['--folder', pictures, '--open', `echo once >> ${opened}`]);
    expect(lines).toEqual([
      expect.stringMatching(/^open {3}0\.9\d\d {2}Erin Young$/),
      expect.stringMatching(/^stay {3}0\.\d{3} {2}nobody we know$/),
      'stay   several faces',
      expect.stringMatching(/^stay {3}the server refuses the picture: 400 \d+$/),
    ]);
    expect(readFileSync(opened, 'utf8')).toBe('once\n');
    expect(await turnstile(['--camera', `cat ${join(pictures, '1.jpg')}`, '--threshold', '1'])).toEqual([
      expect.stringMatching(/^stay {3}0\.9\d\d {2}nobody we know$/),
    ]);
  });

  it('asks a busy server again, and stays shut when that takes too long', async () => {
    const busy = await startBusyServer(2);
    try {
      const camera = ['--camera', `cat ${join(pictures, '1.jpg')}`];
      expect(await turnstile([...camera, '--patience', '30'], busy.url)).toEqual([
        expect.stringMatching(/^open {3}0\.9\d\d {2}Erin Young$/),
      ]);
      expect(busy.refused()).toBe(2);
      busy.refuse(1000);
      expect(await turnstile([...camera, '--patience', '0.5'], busy.url)).toEqual([
        'stay   the server does not answer: 503 11009',
      ]);
    } finally {
      await busy.close();
    }
    expect(await turnstile(['--folder', pictures, '--patience', '0.5'], busy.url)).toEqual(
      Array(4).fill(expect.stringMatching(/^stay {3}the server is out of reach: /)),
    );
  });
});

describe.each([
  ['Python', ['python3', '-B', 'examples/guests.py'], needs(hasPython, 'there is no python3')],
  ['PHP', ['php', 'examples/guests.php'], needs(hasPhp, 'there is no php')],
] as const)('[issue 18] a list of guests in %s', (language, [program, ...script], options) => {
  it('enrols, recognises, prints pages, and is the same program for a LUNA PLATFORM 3', options, async () => {
    const { token } = await registerAt(() => server.url);
    const env = { LUNA_TOKEN: token, LUNA_URL: server.url };
    const guests = (...args: string[]) => linesOf(program, [...script, ...args], env);
    for (const name of ['erin', 'erinAgain', 'green'] as const) {
      writeFileSync(join(folder, `${language} ${name}.jpg`), await photo(name));
    }
    const pathOf = (name: keyof typeof CROPS) => join(folder, `${language} ${name}.jpg`);
    const [made = ''] = await guests('add', 'Erin "Ä" 👩', pathOf('erin'));
    expect(made).toMatch(/^[0-9a-f-]{36} Erin "Ä" 👩$/);
    expect(await guests('who', pathOf('erinAgain'))).toEqual([expect.stringMatching(/^0\.9\d\d Erin "Ä" 👩$/)]);
    expect(await guests('who', pathOf('green'))).toEqual(['nobody we know']);
    expect(await guests('all')).toEqual([made]);

    const account = new OldAccount('old@example.com', 'secret-word', 'Old');
    const list = account.addList('persons', 'guests');
    for (let index = 0; index < 130; index++) list.members.add(account.addPerson(`person ${index}`).id);
    const old = await startOldServer([account]);
    try {
      const names = await linesOf(program, [...script, 'all'], { LUNA_TOKEN: account.addToken(), LUNA_URL: old.url });
      expect(names).toEqual([...account.persons.values()].reverse().map(({ id, user_data }) => `${id} ${user_data}`));
      const refused = spawn(program, [...script, 'all'], {
        cwd: ROOT,
        env: { PATH: process.env.PATH, LUNA_TOKEN: '6b36ff12-1c9a-4a26-9ea0-91b3d7f1d1a1', LUNA_URL: old.url },
      });
      let stderr = '';
      refused.stderr.on('data', (chunk) => {
        stderr += chunk;
      });
      expect(await once(refused, 'close')).toEqual([1, null]);
      expect(stderr).toMatch(/^401 .*11002/);
    } finally {
      await old.close();
    }
  });
});

/** In front of the real server: refuses some requests as a full queue would, which pictures in a test cannot bring about in time. */
async function startBusyServer(first: number) {
  let left = first;
  let refused = 0;
  const front: Server = createServer(async (request, response) => {
    const body: Buffer[] = [];
    for await (const piece of request) body.push(piece);
    if (left > 0) {
      left--;
      refused++;
      response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '1' });
      response.end('{"error_code":11009,"desc":"Internal server error","detail":"try again"}');
      return;
    }
    const { 'x-auth-token': token = '', 'content-type': type = '' } = request.headers;
    const answer = await fetch(new URL(request.url ?? '', server.url), {
      method: request.method ?? 'GET',
      headers: { 'x-auth-token': String(token), 'content-type': type },
      body: Buffer.concat(body),
    });
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(await answer.text());
  }).listen(0, '127.0.0.1');
  await once(front, 'listening');
  return {
    url: `http://127.0.0.1:${(front.address() as AddressInfo).port}`,
    refused: () => refused,
    refuse: (count: number) => {
      left = count;
    },
    close: async () => {
      front.closeAllConnections();
      front.close();
      await once(front, 'close');
    },
  };
}
