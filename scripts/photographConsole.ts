/**
 * `npx tsx scripts/photographConsole.ts URL [FOLDER]` makes an account at a running server, enrols the people of the sample photos
 * that came with the weights, and photographs the console in an installed chromium: without a folder the pictures of the README, with
 * one every screen in light, dark, Russian and on a phone, to look at. `SCREENS=review,upkeep` wants these only.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const inRoot = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const [url = 'http://127.0.0.1:5140', folder] = process.argv.slice(2);
const account = { organization_name: 'Harbour Gate', email: `tour${Date.now()}@example.com`, password: 'secret-word' };
const SAMPLES = process.env.SAMPLES ?? inRoot('.cache/models/samples');
const sample = (number: number) => join(SAMPLES, `sample${number}.jpg`);

const NAMES = [
  'Nora Lindqvist',
  'Amara Okafor',
  'Mei Lin',
  'Elena Sokolova',
  'Sofia Marino',
  'Hanna Virtanen',
  'Ines Costa',
  'Judit Weber',
  'Klara Nováková',
  'Leila Haddad',
  'Maria Papadaki',
  'Olga Petrova',
  'Priya Nair',
  'Rosa Delgado',
  'Signe Dahl',
  'Tara Byrne',
  'Uma Sørensen',
  'Vera Kovač',
  'Yara Mansour',
] as const;

async function ask<Answer>(token: string, method: string, path: string, body?: object | Buffer): Promise<Answer> {
  const isPhoto = Buffer.isBuffer(body);
  const headers = { 'X-Auth-Token': token, 'Content-Type': isPhoto ? 'image/jpeg' : 'application/json' };
  const sent = body === undefined ? undefined : isPhoto ? new Uint8Array(body) : JSON.stringify(body);
  const response = await fetch(`${url}/4${path}`, { method, headers, ...(sent !== undefined && { body: sent }) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}

/** Everybody in the photos but the last one's people becomes a person. */
async function enrol(): Promise<void> {
  const { token } = await ask<{ token: string }>('', 'POST', '/accounts', account);
  const lists = [];
  for (const name of ['Guests', 'Staff']) {
    const made = await ask<{ list_id: string }>(token, 'POST', '/storage/lists?type=persons', { list_data: name });
    lists.push(made.list_id);
  }
  let number = 0;
  for (const photo of [1, 2, 4, 5, 6]) {
    const { faces } = await ask<{ faces: { id: string }[] }>(
      token,
      'POST',
      '/storage/descriptors',
      readFileSync(sample(photo)),
    );
    for (const { id } of faces) {
      const data = { user_data: NAMES[number % NAMES.length], external_id: `badge-${1001 + number}` };
      const { person_id } = await ask<{ person_id: string }>(token, 'POST', '/storage/persons', data);
      const at = `/storage/persons/${person_id}`;
      await ask(token, 'PATCH', `${at}/linked_descriptors?do=attach&descriptor_id=${id}`);
      await ask(token, 'PATCH', `${at}/linked_lists?do=attach&list_id=${lists[number % lists.length]}`);
      number += 1;
    }
  }
  // Faces without a person, of which the review makes groups.
  for (let times = 0; times < 3; times++) {
    await ask(token, 'POST', '/storage/descriptors', readFileSync(sample(3)));
  }
}

type Pose = (page: Page) => Promise<unknown>;

async function show(page: Page, screen: string, sign: string): Promise<void> {
  await page.evaluate(`location.hash = '#/${screen}'`);
  await page.waitForSelector(sign);
}

const SCREENS: Readonly<Record<string, Pose>> = {
  overview: (page) => show(page, 'overview', '.figure'),
  people: async (page) => {
    await show(page, 'people', '.tile img');
    await page.waitForSelector('.tile:not(:has(img))', { state: 'detached' });
  },
  person: async (page) => {
    await show(page, 'people', '.tile img');
    await page.locator('.tile').nth(2).click();
    await page.waitForSelector('.photo img');
  },
  photo: async (page) => {
    await page.click('.look');
    await page.waitForSelector('.dialog .facts > :nth-child(4)');
  },
  search: async (page) => {
    await page.keyboard.press('Escape');
    await show(page, 'search', '.search');
    await page.setInputFiles('input[type=file]', sample(3));
    await page.waitForSelector('.candidate img');
  },
  verify: async (page) => {
    await show(page, 'verify', '.verify');
    await page.locator('input[type=file]').nth(0).setInputFiles(sample(1));
    await page.locator('input[type=file]').nth(1).setInputFiles(sample(3));
    await page.waitForSelector('.verdict-word');
  },
  review: async (page) => {
    await show(page, 'review', '.run-bar');
    await page.click('.run-bar .button');
    await page.waitForSelector('.cluster img');
  },
  liveness: (page) => show(page, 'liveness', '.intake'),
  lists: (page) => show(page, 'lists', '.table'),
  handlers: (page) => show(page, 'handlers', 'fieldset.card'),
  tokens: (page) => show(page, 'tokens', '.table'),
  upkeep: (page) => show(page, 'upkeep', '.policy-parts'),
  settings: (page) => show(page, 'settings', 'form.card'),
  api: (page) => show(page, 'api', '.calls'),
};

async function photograph(
  browser: Browser,
  look: BrowserContextOptions,
  names: readonly string[],
  file: (name: string) => string,
): Promise<void> {
  const context = await browser.newContext(look);
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(`${url}/console`);
  await page.fill('input[type=email]', account.email);
  await page.fill('input[type=password]', account.password);
  await page.click('button[type=submit]');
  await page.waitForSelector('.shell');
  for (const name of names) {
    await SCREENS[name]?.(page);
    // Pictures that come in last.
    await page.waitForTimeout(800);
    const path = file(name);
    await page.screenshot(path.endsWith('.jpg') ? { path, type: 'jpeg', quality: 80 } : { path });
  }
  await context.close();
}

const DESK = { viewport: { width: 1200, height: 740 }, locale: 'en-GB' };
const PHONE = { viewport: { width: 390, height: 844 }, locale: 'en-GB' };
const LOOKS: Readonly<Record<string, BrowserContextOptions>> = {
  light: DESK,
  dark: { ...DESK, colorScheme: 'dark' },
  russian: { ...DESK, locale: 'ru-RU' },
  phone: PHONE,
  'phone-dark': { ...PHONE, colorScheme: 'dark', locale: 'ru-RU' },
};

const WANTED = process.env.SCREENS?.split(',') ?? Object.keys(SCREENS);

await enrol();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_BIN ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
  timeout: 90_000,
});
try {
  if (folder === undefined) {
    const picture = (name: string) => inRoot(`docs/pictures/console-${name}.jpg`);
    await photograph(browser, DESK, ['search'], picture);
    await photograph(browser, { ...DESK, colorScheme: 'dark' }, ['people'], picture);
  } else {
    for (const [look, options] of Object.entries(LOOKS))
      await photograph(browser, options, WANTED, (name) => join(folder, `${name}-${look}.png`));
  }
} finally {
  await browser.close();
}
