import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFindings, startBrowser } from '../support/browser.ts';
import { needsConsole, openConsole, signIn } from '../support/consolePage.ts';
import { photo } from '../support/photos.ts';
import { type Account, PASSWORD, suite } from '../support/server.ts';

/** Each screen, and what is there when it is. */
const SCREENS: readonly (readonly [string, string])[] = [
  ['/overview', '.figure'],
  ['/people', '.tile img'],
  ['/search', '.intake'],
  ['/review', '.run-bar'],
  ['/verify', '.verify'],
  ['/liveness', '.intake'],
  ['/lists', '.table'],
  ['/handlers', 'fieldset.card'],
  ['/tokens', '.table'],
  ['/upkeep', '.policy-parts'],
  ['/settings', 'form'],
  ['/api', '.doors'],
];

const LOOKS = [
  { name: 'light', colorScheme: 'light', locale: 'en-GB', viewport: { width: 1280, height: 820 } },
  { name: 'dark', colorScheme: 'dark', locale: 'ru-RU', viewport: { width: 1280, height: 820 } },
  { name: 'phone', colorScheme: 'light', locale: 'ru-RU', viewport: { width: 390, height: 844 } },
  { name: 'phone-dark', colorScheme: 'dark', locale: 'en-GB', viewport: { width: 390, height: 844 } },
] as const;

/** Pixels that the page, or the part of it that scrolls, is too wide. */
const overflow = (page: Page) =>
  page.evaluate(
    `Math.max(...[document.documentElement, document.querySelector('main')].map((each) => each.scrollWidth - each.clientWidth))`,
  );

suite('console, the tour', (server) => {
  describe('in a browser', needsConsole(server.mode), () => {
    let browser: Browser;
    let account: Account;
    beforeAll(async () => {
      browser = await startBrowser();
      account = await server.newAccount();
      const { api } = account;
      const erin = { body: await photo('erin'), type: 'image/jpeg' };
      const { faces } = (await api.post('/storage/descriptors', erin)).json<{ faces: { id: string }[] }>();
      const person = (await api.post('/storage/persons', { json: { user_data: 'Erin' } })).json<{
        person_id: string;
      }>();
      const list = (await api.post('/storage/lists?type=persons', { json: { list_data: 'Guests' } })).json<{
        list_id: string;
      }>();
      const at = `/storage/persons/${person.person_id}`;
      await api.patch(`${at}/linked_descriptors?do=attach&descriptor_id=${faces[0]?.id}`);
      await api.patch(`${at}/linked_lists?do=attach&list_id=${list.list_id}`);
    });
    afterAll(() => browser?.close());

    test.each(LOOKS)(
      '[issue 17] every screen, $name: no error, no finding of axe, nothing beside the page',
      async ({ name, ...look }) => {
        const { page, problems, show, close } = await openConsole(browser, server.url, look);
        expect(await axeFindings(page)).toEqual([]);
        await signIn(page, account.email);
        for (const [screen, sign] of SCREENS) {
          await show(screen);
          await page.waitForSelector(sign);
          expect(await axeFindings(page), screen).toEqual([]);
          expect(await overflow(page), `${screen} is wider than the window`).toBeLessThanOrEqual(0);
          if (process.env.SCREENSHOTS) {
            await page.screenshot({ path: `${process.env.SCREENSHOTS}/console-${screen.slice(1)}-${name}.png` });
          }
        }
        expect(problems).toEqual([]);
        await close();
      },
      300_000,
    );

    test('[issue 17] a person is enrolled from a photo by two clicks, and found by the next one', async () => {
      const { page, problems, show, close } = await openConsole(browser, server.url);
      await signIn(page, account.email);
      await show('/search');
      const file = { name: 'x.jpg', mimeType: 'image/jpeg', buffer: await photo('erin') };
      await page.setInputFiles('input[type=file]', file);
      await page.waitForSelector('.landmark >> nth=4');
      await page.fill('.one-line input', 'Erin again');
      await page.click('.one-line button');
      await page.waitForSelector('.candidate:has-text("Erin again")');
      await page.click('.toast >> text=Undo');
      await page.waitForSelector('.candidate:has-text("Erin again")', { state: 'detached' });
      expect(await page.textContent('.candidate .similarity-bar-value')).toContain('1.000');
      expect(problems).toEqual([]);
      await close();
    });

    test('[issue 17] by keys alone: sign in, the people, a person', async () => {
      const { page, close } = await openConsole(browser, server.url);
      const tabTo = async (selector: string) => {
        await page.waitForSelector(selector);
        for (let presses = 0; presses < 40; presses++) {
          if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
          await page.keyboard.press('Tab');
        }
        throw new Error(`no way by keys to ${selector}`);
      };
      await tabTo('input[type=email]');
      await page.keyboard.type(account.email);
      await tabTo('input[type=password]');
      await page.keyboard.type(PASSWORD);
      await page.keyboard.press('Enter');
      await tabTo('.shell nav a[href$="#/people"]');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.tile img');
      await tabTo('.tile');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.person-head');
      await close();
    });
  });
});
