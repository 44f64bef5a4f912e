import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFindings, startBrowser } from '../support/browser.ts';
import { needsConsole, openConsole, signIn } from '../support/consolePage.ts';
import { enrolPerson } from '../support/objects.ts';
import { suite } from '../support/server.ts';

suite('console, bad input', (server) => {
  describe('in a browser', needsConsole(server.mode), () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await startBrowser();
    });
    afterAll(() => browser?.close());

    test('[issue 17] one page of the people does not come: it is told, and another try brings it', async () => {
      const account = await server.newAccount();
      await account.api.post('/storage/persons', { json: { user_data: 'Erin' } });
      const { page, show, close } = await openConsole(browser, server.url);
      await signIn(page, account.email);
      await page.route('**/ext/1/persons?*', (route) => route.fulfill({ status: 400, body: '{}' }));
      await show('/people');
      await page.waitForSelector('.people-failed [role=alert]');
      await page.unroute('**/ext/1/persons?*');
      await page.click('.people-failed button');
      await page.waitForSelector('.tile-name:has-text("Erin")');
      await page.waitForSelector('.people-failed', { state: 'detached' });
      await close();
    });

    test('[issue 17] of two who merge the same people one is told that somebody was faster', async () => {
      const account = await server.newAccount();
      const { person } = await enrolPerson(account.api, ['erin'], 'Erin');
      const other = await enrolPerson(account.api, ['erinAgain'], 'Other');
      const { page, show, close } = await openConsole(browser, server.url);
      await signIn(page, account.email);
      await show(`/people/${person}`);
      await page.click('.person-head >> text=Merge');
      await page.fill('.dialog input', 'oth');
      await page.click('.picker-row:has-text("Other")');
      await account.api.under('/ext/1').post('/actions/merge', { json: { into: person, from: other.person } });
      await page.click('.dialog .button.main');
      await page.waitForSelector('.toast.bad');
      await page.waitForSelector('.photo >> nth=1');
      await close();
    });

    test('[issue 17] a receipt has the time of the server, whatever the clock of the browser says', async () => {
      const account = await server.newAccount();
      const { person } = await enrolPerson(account.api, ['erin'], 'Erin');
      const { page, show, close } = await openConsole(browser, server.url);
      await page.clock.setSystemTime(new Date('2001-02-03T04:05:06Z'));
      await signIn(page, account.email);
      await show(`/people/${person}`);
      await page.click('.person-head >> text=Delete');
      await page.click('.dialog .danger');
      const receipt = await page.textContent('.code-block');
      expect(receipt).toContain(person);
      expect(receipt).not.toContain('2001');
      await close();
    });

    test('[issue 17] a person is erased with the photos; the receipt stays in upkeep', async () => {
      const account = await server.newAccount();
      const { person } = await enrolPerson(account.api, ['erin'], 'Erin');
      const { page, problems, show, close } = await openConsole(browser, server.url);
      await signIn(page, account.email);
      await show(`/people/${person}`);
      await page.click('.person-head >> text=Delete');
      await page.check('.dialog input[type=checkbox]');
      expect(await axeFindings(page)).toEqual([]);
      await page.click('.dialog .danger');
      await page.waitForSelector('.code-block:has-text("erasure_id")');
      await show('/upkeep');
      await page.waitForSelector(`code:has-text("${person}")`);
      expect(problems).toEqual([]);
      await close();
    });

    test('[issue 17] the network goes and comes: figures tell so, and go on by themselves', async () => {
      const account = await server.newAccount();
      const { page, close } = await openConsole(browser, server.url);
      await page.route('**/ext/1/live', (route) => route.fulfill({ status: 502, body: 'restarting' }));
      await signIn(page, account.email);
      await page.waitForSelector('.live:not(.on)');
      await page.unroute('**/ext/1/live');
      await page.waitForSelector('.live.on');
      await close();
    });

    test('[issue 17] closed registration offers no form; without portraits initials stand for people', async () => {
      const account = await server.newAccount();
      await enrolPerson(account.api, ['erin'], 'Erin Blue');
      const { page, show, close } = await openConsole(browser, server.url);
      await page.route('**/console', async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, body: (await response.text()).replace('content="open"', 'content="closed"') });
      });
      await page.reload();
      await page.waitForSelector('text=Accounts are created by the operator');
      expect(await page.locator('text=Create an account').count()).toBe(0);
      await page.route('**/ext/1/portraits/**', (route) => route.fulfill({ status: 404, body: '{}' }));
      await signIn(page, account.email);
      await show('/people');
      await page.waitForSelector('.tile .initials:has-text("EB")');
      await close();
    });
  });
});
