import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBrowser } from '../support/browser.ts';
import { needsConsole, openConsole, signIn } from '../support/consolePage.ts';
import { emptyPhoto } from '../support/photos.ts';
import { type Account, suite } from '../support/server.ts';

/** Would tell if it were taken for anything but text. */
const HOSTILE = `<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>'"{{7*7}}\${window.hurt=1}`;

suite('console, troubles', (server) => {
  describe('in a browser', needsConsole(server.mode), () => {
    let browser: Browser;
    let account: Account;
    beforeAll(async () => {
      browser = await startBrowser();
      account = await server.newAccount();
    });
    afterAll(() => browser?.close());

    test('[issue 17] hostile text in every field is text', async () => {
      const { api, basic } = account;
      const { person_id: id } = (
        await api.post('/storage/persons', {
          json: { user_data: HOSTILE.slice(0, 128), external_id: HOSTILE.slice(0, 36) },
        })
      ).json<{ person_id: string }>();
      const { list_id } = (await api.post('/storage/lists?type=persons', { json: { list_data: HOSTILE } })).json<{
        list_id: string;
      }>();
      await api.patch(`/storage/persons/${id}/linked_lists?do=attach&list_id=${list_id}`);
      await basic.post('/account/tokens', { json: { token_data: HOSTILE } });
      const { page, problems, show, close } = await openConsole(browser, server.url);
      await signIn(page, account.email);
      for (const [screen, sign] of [
        ['/people', '.tile-name:has-text("onerror")'],
        [`/people/${id}`, '.chip:has-text("onerror")'],
        ['/lists', '.name:has-text("onerror")'],
        ['/tokens', '.name:has-text("onerror")'],
        ['/handlers', 'option:has-text("onerror")'],
        [`/people?text=${encodeURIComponent('<svg onload=window.hurt=1>')}`, 'text=Nobody matches.'],
        ['/nowhere<script>', '.notice'],
      ] as const) {
        await show(screen);
        await page.waitForSelector(sign, { state: 'attached' });
      }
      expect(await page.evaluate('window.hurt')).toBeUndefined();
      expect(problems).toEqual([]);
      await close();
    });

    test('[issue 17] a photo without a face, one that is broken, and a file that is none are told apart', async () => {
      const { page, show, close } = await openConsole(browser, server.url);
      await signIn(page, account.email);
      await show('/search');
      await page.waitForSelector('.search');
      const give = (mimeType: string, buffer: Buffer) =>
        page.setInputFiles('input[type=file]', { name: HOSTILE, mimeType, buffer });
      await give('text/html', Buffer.from(HOSTILE));
      await page.waitForSelector('text=That is not a picture.');
      await give('image/jpeg', Buffer.from('not a picture at all'));
      await page.waitForSelector('text=cannot be read as a picture');
      await give('image/jpeg', await emptyPhoto());
      await page.waitForSelector('text=No face was found');
      // Playwright sends no buffer of that size.
      const folder = await mkdtemp(join(tmpdir(), 'luna-large-'));
      await writeFile(join(folder, 'large.jpg'), Buffer.alloc(64 * 1024 * 1024 + 1));
      await page.setInputFiles('input[type=file]', join(folder, 'large.jpg'));
      await page.waitForSelector('text=larger than 64 MB');
      await rm(folder, { recursive: true });
      expect(await page.evaluate('window.hurt')).toBeUndefined();
      await close();
    });

    test('[issue 17] a server that is slow, fails and comes back: it is told, and nothing typed is lost', async () => {
      const { page, show, close } = await openConsole(browser, server.url);
      await signIn(page, account.email);
      let answer = () => {};
      const asked = new Promise<void>((resolve) => {
        answer = resolve;
      });
      await page.route('**/ext/1/persons/count*', async (route) => {
        await asked;
        await route.continue();
      });
      await show('/people');
      await page.waitForSelector('text=longer than usual');
      answer();
      await page.waitForSelector('.tile');
      await page.unroute('**/ext/1/persons/count*');
      await page.click('text=New person');
      await page.fill('.dialog input >> nth=0', 'Kept');
      await page.route('**/4/storage/persons', (route) => route.abort());
      await page.click('.dialog button[type=submit]');
      await page.waitForSelector('.toast.bad:has-text("cannot be reached")');
      await page.unroute('**/4/storage/persons');
      await page.route('**/4/storage/persons', (route) => route.fulfill({ status: 502, body: '<h1>Bad gateway</h1>' }));
      await page.click('.dialog button[type=submit]');
      await page.waitForSelector('.toast.bad:has-text("The server failed")');
      await page.unroute('**/4/storage/persons');
      expect(await page.inputValue('.dialog input >> nth=0')).toBe('Kept');
      await page.click('.dialog button[type=submit]');
      await page.waitForSelector('h1:has-text("Kept")');
      await close();
    });

    test('[issue 17] someone else has deleted the person: it is told', async () => {
      const { person_id: id } = (await account.api.post('/storage/persons', { json: { user_data: 'Gone' } })).json<{
        person_id: string;
      }>();
      const { page, show, close } = await openConsole(browser, server.url);
      await signIn(page, account.email);
      await show(`/people/${id}`);
      await page.waitForSelector('h1:has-text("Gone")');
      await account.api.send('DELETE', `/storage/persons/${id}`);
      await page.click('.person-head >> text=Delete');
      await page.click('.dialog .danger');
      await page.waitForSelector('.toast.bad');
      await close();
    });
  });
});
