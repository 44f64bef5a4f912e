import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFindings, startBrowser } from '../support/browser.ts';
import { needsConsole, openConsole, signIn } from '../support/consolePage.ts';
import { photo } from '../support/photos.ts';
import { type Account, suite } from '../support/server.ts';

suite('console, review', (server) => {
  describe('in a browser', needsConsole(server.mode), () => {
    let browser: Browser;
    let account: Account;
    const enrol = async (name: string, who: 'erin' | 'erinAgain') => {
      const image = { body: await photo(who), type: 'image/jpeg' };
      const { faces } = (await account.api.post('/storage/descriptors', image)).json<{ faces: { id: string }[] }>();
      if (name === '') return;
      const made = await account.api.post('/storage/persons', { json: { user_data: name } });
      const at = `/storage/persons/${made.json<{ person_id: string }>().person_id}`;
      await account.api.patch(`${at}/linked_descriptors?do=attach&descriptor_id=${faces[0]?.id}`);
    };
    beforeAll(async () => {
      browser = await startBrowser();
    });
    afterAll(() => browser?.close());

    test('[issue 17] unknown faces are grouped; one click confirms whose they are, one takes it back', async () => {
      account = await server.newAccount();
      await enrol('Erin', 'erin');
      await enrol('', 'erinAgain');
      await enrol('', 'erinAgain');
      const { page, problems, show, close } = await openConsole(browser, server.url);
      await signIn(page, account.email);
      await show('/review');
      await page.click('.run-bar button:has-text("Start")');
      await page.click('.cluster button:has-text("Add to Erin")');
      await page.waitForSelector('text=Nothing to review.');
      await page.click('.toast >> text=Undo');
      await page.waitForSelector('.cluster button:has-text("Add to Erin")');
      expect(await axeFindings(page)).toEqual([]);
      expect(problems).toEqual([]);
      await close();
    });

    test('[issue 17] two people that are one are merged, and split by undo; the old address leads on', async () => {
      account = await server.newAccount();
      await enrol('Erin', 'erin');
      await enrol('Erin again', 'erinAgain');
      const { page, problems, show, close } = await openConsole(browser, server.url);
      await signIn(page, account.email);
      await show('/review');
      await page.click('[role=tab]:has-text("Duplicates")');
      await page.click('.run-bar button:has-text("Start")');
      await page.click('.pair button:has-text("Merge")');
      await page.waitForSelector('text=Nothing to review.');
      await show('/people');
      await page.waitForSelector('.screen-count:has-text("1 person")');
      await page.click('.toast >> text=Undo');
      await page.waitForSelector('.screen-count:has-text("2 people")');
      expect(problems).toEqual([]);
      await close();
    });

    test('[issue 17] "not this person" hides the candidate, and undo shows it again', async () => {
      account = await server.newAccount();
      await enrol('Erin', 'erin');
      const { page, problems, show, close } = await openConsole(browser, server.url);
      await signIn(page, account.email);
      await show('/search');
      await page.waitForSelector('.search');
      const file = { name: 'x.jpg', mimeType: 'image/jpeg', buffer: await photo('erinAgain') };
      await page.setInputFiles('input[type=file]', file);
      await page.click('.candidate button:has-text("Not this person")');
      await page.waitForSelector('text=1 candidate is hidden');
      await page.click('.toast >> text=Undo');
      await page.waitForSelector('.candidate:has-text("Erin")');
      expect(problems).toEqual([]);
      await close();
    });
  });
});
