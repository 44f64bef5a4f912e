import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AdminServer, startAdminServer } from '../support/adminServer.ts';
import { axeFindings, startBrowser } from '../support/browser.ts';
import { needsConsole, openConsole, signIn } from '../support/consolePage.ts';
import { enrolPerson } from '../support/objects.ts';
import { needsOwnServers } from '../support/ownServers.ts';
import { photo } from '../support/photos.ts';
import { PASSWORD, Server } from '../support/server.ts';
import { freePort, startServer } from '../support/serverProcess.ts';

describe('console, a server of its own · backport3', needsOwnServers(), () => {
  describe('in a browser', needsConsole('backport3'), () => {
    let browser: Browser;
    let folder: string;
    beforeAll(async () => {
      browser = await startBrowser();
      folder = await mkdtemp(join(tmpdir(), 'luna-console-'));
    });
    afterAll(async () => {
      await browser?.close();
      await rm(folder, { recursive: true, force: true });
    });

    test('[issue 17] the service restarts under an open page: what was begun is done, and the figures go on', async () => {
      const settings = { DATA_DIR: folder, PORT: String(await freePort()), VISION_WORKERS: '1' };
      let running = await startServer(settings);
      try {
        const account = await new Server({ url: running.url, mode: 'backport3' }).newAccount();
        const { page, show, close } = await openConsole(browser, running.url);
        await signIn(page, account.email);
        await show('/people');
        await page.click('text=New person');
        await page.fill('.dialog input >> nth=0', 'Begun before');
        await running.kill('SIGTERM');
        await page.click('.dialog button[type=submit]');
        await page.waitForSelector('.toast.bad:has-text("cannot be reached")');
        running = await startServer(settings);
        await page.click('.dialog button[type=submit]');
        await page.waitForSelector('h1:has-text("Begun before")');
        await show('/overview');
        await page.waitForSelector('.live.on');
        await page.waitForSelector('.figure:has-text("People"):has-text("1")');
        await close();
      } finally {
        await running.kill('SIGTERM');
      }
    });

    describe('without portraits and registration', () => {
      let running: AdminServer;
      beforeAll(async () => {
        running = await startAdminServer('backport3', { BACKPORT3_ENABLE_PORTRAITS: '0', REGISTRATION: 'closed' });
      });
      afterAll(() => running?.close());

      test('[issue 17] the operator creates the account; initials stand for people, and searches go on', async () => {
        const email = 'console@example.org';
        const created = await running.admin('POST', '/accounts', {
          email,
          password: PASSWORD,
          organization_name: 'Console',
        });
        expect(created.status).toBe(201);
        const api = running.server.as({ kind: 'basic', login: email, password: PASSWORD });
        await enrolPerson(api, ['erin'], 'Erin Blue');
        const { page, show, close } = await openConsole(browser, running.server.url);
        await page.waitForSelector('text=Accounts are created by the operator');
        expect(await page.locator('text=Create an account').count()).toBe(0);
        await signIn(page, email);
        await show('/people');
        await page.waitForSelector('.tile .initials:has-text("EB")');
        await show('/search');
        const file = { name: 'x.jpg', mimeType: 'image/jpeg', buffer: await photo('erinAgain') };
        await page.setInputFiles('input[type=file]', file);
        await page.waitForSelector('.candidate .initials:has-text("EB")');
        expect(await axeFindings(page)).toEqual([]);
        await close();
      });
    });
  });
});
