/**
 * `npm run bench:console -- [--persons N] [--url URL --email E --password P] [--json FILE]`: the console in an installed chromium: bytes of
 * the first load, first paint, layout shift, and a scroll through a hundred thousand people, by frames, memory and elements. Without
 * `--url` it starts a service of its own and makes the people by the API, which takes minutes.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { startBrowser } from '../test/acceptance/support/browser.ts';
import { printReport, type Row } from './support/report.ts';
import { startServer } from './support/serverUnderTest.ts';

const { values } = parseArgs({
  options: {
    persons: { type: 'string', default: '100000' },
    url: { type: 'string' },
    email: { type: 'string', default: 'bench@example.com' },
    password: { type: 'string', default: 'correct horse 9' },
    json: { type: 'string' },
  },
});
const PERSONS = Number(values.persons);
/** Requests at a time while the people are made. */
const AT_A_TIME = 32;
/** Steps of the wheel, each of so many pixels, at each of these places of the grid. */
const STEPS = 120;
const STEP = 400;
const PLACES = [0, 0.5, 0.98];

async function call(url: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<unknown> {
  const init = {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', ...headers },
  };
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return response.json();
}

async function makePeople(url: string): Promise<void> {
  const account = { organization_name: 'Bench', email: values.email, password: values.password };
  const { token } = (await call(`${url}/4/accounts`, account)) as { token: string };
  let made = 0;
  const work = async () => {
    while (made < PERSONS) {
      made += 1;
      await call(`${url}/4/storage/persons`, { user_data: `Person ${made}` }, { 'X-Auth-Token': token });
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
}

/** Bytes that came over the wire, of scripts alone and of everything. */
async function firstLoad(page: Page, url: string) {
  let script = 0;
  let outside = 0;
  page.on('response', async (response) => {
    if (!response.url().startsWith(url)) outside += 1;
    if (!response.url().endsWith('.js')) return;
    script += Number((await response.allHeaders())['content-length'] ?? 0);
  });
  await page.addInitScript(`
    window.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  `);
  await page.goto(`${url}/console`);
  await page.waitForSelector('.gate-card');
  const paint = await page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime");
  return { script: () => script, outside: () => outside, paint: Number(paint) };
}

interface Scroll {
  /** Milliseconds of the longest frame, and how many took more than 50. */
  readonly longest: number;
  readonly long: number;
  readonly frames: number;
}

async function scroll(page: Page): Promise<Scroll> {
  return page.evaluate(`(async () => {
    const field = document.querySelector('.people-scroller');
    const frame = () => new Promise(requestAnimationFrame);
    const took = [];
    for (const place of ${JSON.stringify(PLACES)}) {
      field.scrollTop = place * (field.scrollHeight - field.clientHeight);
      for (let rest = 0; rest < 10; rest++) await frame();
      let last = await frame();
      for (let step = 0; step < ${STEPS}; step++) {
        field.scrollTop += ${STEP};
        const now = await frame();
        took.push(now - last);
        last = now;
      }
    }
    return { longest: Math.max(...took), long: took.filter((each) => each > 50).length, frames: took.length };
  })()`);
}

async function heapOf(page: Page): Promise<number> {
  const protocol = await page.context().newCDPSession(page);
  await protocol.send('HeapProfiler.collectGarbage');
  const { metrics } = await protocol.send('Performance.enable').then(() => protocol.send('Performance.getMetrics'));
  await protocol.detach();
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN;
}

async function measure(url: string): Promise<readonly Row[]> {
  const browser = await startBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 820 }, locale: 'en-GB' });
    const load = await firstLoad(page, url);
    await page.fill('input[type=email]', values.email);
    await page.fill('input[type=password]', values.password);
    await page.click('button[type=submit]');
    await page.waitForSelector('.figure');
    const shift = Number(await page.evaluate('window.shift'));
    await page.evaluate("location.hash = '#/people'");
    await page.waitForSelector('.tile-name');
    const script = load.script();
    const first = await scroll(page);
    const before = await heapOf(page);
    const again = await scroll(page);
    const after = await heapOf(page);
    const elements = Number(await page.evaluate("document.querySelectorAll('*').length"));
    return [
      { what: 'scripts up to the people, gzip', value: script / 1000, unit: 'kB', reach: '≤ 180' },
      { what: 'first contentful paint', value: load.paint / 1000, unit: 's', reach: '≤ 1.0' },
      { what: 'layout shift up to the overview', value: shift, unit: '', reach: '≤ 0.02' },
      { what: 'requests to other servers', value: load.outside(), unit: '', reach: '0' },
      { what: `longest frame of a scroll, ${PERSONS} people`, value: first.longest, unit: 'ms', reach: '≤ 50' },
      {
        what: `frames above 50 ms, of ${first.frames + again.frames}`,
        value: first.long + again.long,
        unit: '',
        reach: '0',
      },
      { what: 'heap after one scroll', value: before / 1e6, unit: 'MB' },
      { what: 'heap after two', value: after / 1e6, unit: 'MB', reach: 'flat' },
      { what: 'elements of the page', value: elements, unit: '' },
    ];
  } finally {
    await browser.close();
  }
}

if (values.url) {
  printReport('console', await measure(values.url), values.json);
} else {
  const folder = mkdtempSync(join(tmpdir(), 'luna-bench-console-'));
  const server = await startServer({ DATA_DIR: folder });
  try {
    await makePeople(server.url);
    printReport('console', await measure(server.url), values.json);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
