import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFindings, startBrowser } from '../support/browser.ts';
import { needsConsole, openConsole, signIn } from '../support/consolePage.ts';
import { createList, expectBody } from '../support/objects.ts';
import { suite } from '../support/server.ts';

suite('console, tokens', (server) => {
  describe('in a browser', needsConsole(server.mode), () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await startBrowser();
    });
    afterAll(() => browser?.close());

    test('[issue 16] what a token may do is shown and changed', async () => {
      const account = await server.newAccount();
      const list = await createList(account.api, 'persons', 'Guests');
      const { page, problems, show, close } = await openConsole(browser, server.url);
      await signIn(page, account.email);
      await show('/tokens');
      await page.click('.table button.link:has-text("everything")');
      await page.selectOption('.dialog select', 'match');
      await page.check('.dialog label:has-text("Only some lists")');
      await page.check('.dialog label:has-text("Guests")');
      await page.fill('.dialog input[type=date]', '2031-02-03');
      expect(await axeFindings(page)).toEqual([]);
      if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/token-limits.png` });
      await page.click('.dialog button:has-text("Save")');
      await page.waitForSelector('.table button.link:has-text("search only, 1 list, until 2031-02-03")');
      const { tokens } = expectBody<{ tokens: object[] }>(await account.basic.under('/ext/1').get('/tokens'), 200);
      expect(tokens).toMatchObject([{ access: 'match', lists: [list], expire_time: '2031-02-03T00:00:00.000000Z' }]);
      expect(problems).toEqual([]);
      await close();
    });
  });
});
