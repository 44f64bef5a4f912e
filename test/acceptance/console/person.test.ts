import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AdminServer, startAdminServer } from '../support/adminServer.ts';
import { axeFindings, startBrowser } from '../support/browser.ts';
import { needsConsole, openConsole, signIn } from '../support/consolePage.ts';
import { enrol, enrolPerson } from '../support/objects.ts';
import { needsOwnServers } from '../support/ownServers.ts';
import { suite } from '../support/server.ts';

suite('console, one person', (server) => {
  describe('in a browser', needsConsole(server.mode), () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await startBrowser();
    });
    afterAll(() => browser?.close());

    test('[issue 17] somebody else is merged into a person, who is picked by name; undo brings them back', async () => {
      const account = await server.newAccount();
      const { person } = await enrolPerson(account.api, ['erin'], 'Erin');
      const other = await enrolPerson(account.api, ['erinAgain'], 'Other');
      const { page, show, close } = await openConsole(browser, server.url);
      await signIn(page, account.email);
      await show(`/people/${person}`);
      await page.click('.person-head >> text=Merge');
      await page.fill('.dialog input', 'oth');
      await page.click('.picker-row:has-text("Other")');
      const portrait = await page.locator('.picker-row .portrait').boundingBox();
      const name = await page.locator('.picker-row span:has-text("Other")').boundingBox();
      expect((portrait?.x ?? 0) + (portrait?.width ?? 0)).toBeLessThanOrEqual(name?.x ?? 0);
      expect(await axeFindings(page)).toEqual([]);
      await page.click('.dialog .button.main');
      await page.waitForSelector('.photo >> nth=1');
      await show(`/people/${other.person}`);
      await page.waitForSelector('text=merged into another');
      await page.click('.toast >> text=Undo');
      await page.waitForSelector('h1:has-text("Other")');
      await close();
    });

    test('[issue 17] chosen photos are split off; after the undo the way leads back to whose they are', async () => {
      const account = await server.newAccount();
      const { person } = await enrolPerson(account.api, ['erin', 'blonde'], 'Erin');
      const { page, show, close } = await openConsole(browser, server.url);
      await signIn(page, account.email);
      await show(`/people/${person}`);
      await page.check('.photo >> nth=1 >> input[type=checkbox]');
      await page.click('text=Make a person of these');
      await expect.poll(() => page.url(), { timeout: 45_000 }).not.toContain(person);
      await page.waitForSelector('.photo img');
      expect(await page.locator('.photo').count()).toBe(1);
      await page.click('.toast >> text=Undo');
      await page.click('text=Show that person');
      await page.waitForSelector('.photo >> nth=1');
      await close();
    });
  });
});

describe('console, live figures and the audit log · backport3', needsOwnServers(), () => {
  let running: AdminServer;
  beforeAll(async () => {
    running = await startAdminServer('backport3', { LIVE_SERVICE_FIGURES: 'true', AUDIT_LOG: 'true' });
  });
  afterAll(() => running?.close());

  describe('in a browser', needsConsole('backport3'), () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await startBrowser();
    });
    afterAll(() => browser?.close());

    test('[issue 17] the plots go on by themselves, those of the service as well', async () => {
      const account = await running.server.newAccount();
      const { page, problems, close } = await openConsole(browser, running.server.url);
      await signIn(page, account.email);
      await page.waitForSelector('.live.on');
      await page.waitForSelector('#service');
      await enrol(account.api, 'erin');
      await page.waitForSelector('.plot:has-text("Photos per minute") dd:text-is("1")');
      const points = () =>
        page.evaluate<number[]>(
          `Array.from(document.querySelectorAll('.plot-line'), (line) => line.points.numberOfItems)`,
        );
      const before = await points();
      expect(before).toHaveLength(6);
      await expect
        .poll(async () => Math.min(...(await points())), { timeout: 45_000 })
        .toBeGreaterThan(Math.max(...before));
      expect(problems).toEqual([]);
      await close();
    });

    test('[issue 17] a photo tells how good it is and where it came from; the person, what was done to it', async () => {
      const account = await running.server.newAccount();
      const { person } = await enrolPerson(account.api, ['erin'], 'Erin');
      const { page, problems, show, close } = await openConsole(browser, running.server.url);
      await signIn(page, account.email);
      await show(`/people/${person}`);
      await page.click('.look');
      await page.waitForSelector('.dialog dt:text-is("Quality") + dd:text-is("good")');
      await page.waitForSelector('.dialog dd:has-text("createDescriptors · token")');
      expect(await axeFindings(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.click('text=Show the audit log');
      await page.waitForSelector('.trail li:has-text("changePersonDescriptors")');
      expect(await page.textContent('.trail li >> nth=-1')).toContain('createPerson');
      expect(problems).toEqual([]);
      await close();
    });
  });
});
