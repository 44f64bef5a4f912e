import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFindings, startBrowser } from '../support/browser.ts';
import { needsConsole, openConsole, signIn } from '../support/consolePage.ts';
import { groupPhoto, photo } from '../support/photos.ts';
import { newEmail, PASSWORD, suite } from '../support/server.ts';

suite('console, people', (server) => {
  describe('in a browser', needsConsole(server.mode), () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await startBrowser();
    });
    afterAll(() => browser?.close());

    test('[issue 17] who is new registers, makes a person, adds a photo, edits and deletes', async () => {
      const { page, problems, show, close } = await openConsole(browser, server.url);
      await page.click('text=Create an account');
      await page.fill('input[autocomplete=organization]', 'Console');
      await page.fill('input[type=email]', newEmail());
      await page.fill('input[type=password]', PASSWORD);
      await page.click('button[type=submit]');
      await show('/people');
      await page.click('text=New person');
      await page.fill('.dialog input >> nth=0', 'Erin');
      await page.click('.dialog button[type=submit]');
      await page.waitForSelector('h1:has-text("Erin")');
      await page.setInputFiles('input[type=file]', {
        name: 'erin.jpg',
        mimeType: 'image/jpeg',
        buffer: await photo('erin'),
      });
      await page.waitForSelector('.photo img');
      expect(await axeFindings(page)).toEqual([]);
      await page.click('.person-head >> text=Edit');
      await page.fill('.dialog input >> nth=0', 'Erin B.');
      await page.click('.dialog button[type=submit]');
      await page.waitForSelector('h1:has-text("Erin B.")');
      await page.click('.toast:has-text("Saved") >> text=Undo');
      await page.waitForSelector('h1:text-is("Erin")');
      await page.click('.person-head >> text=Delete');
      await page.click('.dialog .danger');
      await page.waitForSelector('.code-block');
      await page.click('.dialog .button.main');
      await page.waitForSelector('text=Nobody here yet.');
      expect(problems).toEqual([]);
      await close();
    });

    test('[issue 17] a person comes with a photo by one request; of several faces none is guessed', async () => {
      const account = await server.newAccount();
      const { page, show, close } = await openConsole(browser, server.url);
      await signIn(page, account.email);
      await show('/people');
      await page.click('text=New person');
      await page.fill('.dialog input >> nth=0', 'With photo');
      const give = (buffer: Buffer) =>
        page.setInputFiles('.dialog input[type=file]', { name: 'x.jpg', mimeType: 'image/jpeg', buffer });
      const sent: string[] = [];
      page.on('request', (request) => request.method() === 'POST' && sent.push(new URL(request.url()).pathname));
      await give(await groupPhoto('three'));
      await page.click('.dialog button[type=submit]');
      await page.waitForSelector('.toast.bad:has-text("several faces")');
      await give(await photo('erin'));
      expect(await axeFindings(page)).toEqual([]);
      await page.click('.dialog button[type=submit]');
      await page.waitForSelector('h1:has-text("With photo")');
      await page.waitForSelector('.photo img');
      expect(sent).toEqual(['/ext/1/persons', '/ext/1/persons']);
      await page.setInputFiles('input[type=file]', {
        name: 'three.jpg',
        mimeType: 'image/jpeg',
        buffer: await groupPhoto('three'),
      });
      await page.click('.dialog .pick >> nth=2');
      await page.waitForSelector('.photo >> nth=1');
      await close();
    });

    test('[issue 17] a wrong password is told, and nothing is kept by default', async () => {
      const account = await server.newAccount();
      const { page, close } = await openConsole(browser, server.url);
      await page.fill('input[type=email]', account.email);
      await page.fill('input[type=password]', 'not the password');
      await page.click('button[type=submit]');
      await page.waitForSelector('[role=alert]');
      await signIn(page, account.email);
      const kept = await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])');
      expect(kept).toBe('[{},{},""]');
      await page.reload();
      await page.waitForSelector('.gate-card');
      await close();
    });

    test('[issue 17] who wants to stay signed in is, by a token and no password', async () => {
      const account = await server.newAccount();
      const { page, problems, close } = await openConsole(browser, server.url);
      await page.check('input[type=checkbox]');
      await signIn(page, account.email);
      await page.reload();
      await page.waitForSelector('.shell');
      expect(await page.evaluate('JSON.stringify({ ...sessionStorage })')).not.toContain(PASSWORD);
      expect(problems).toEqual([]);
      await close();
    });

    test('[issue 17] a token that is withdrawn in mid-action: sign in again, and the action is done', async () => {
      const account = await server.newAccount();
      const { page, show, close } = await openConsole(browser, server.url);
      await page.click('[role=tab]:has-text("Token")');
      await page.fill('input[autocomplete=off]', account.token);
      await page.click('button[type=submit]');
      await show('/people');
      await page.click('text=New person');
      await page.fill('.dialog input >> nth=0', 'Not lost');
      const tokens = await account.basic.get('/account/tokens');
      const [{ id }] = tokens.json<{ tokens: [{ id: string }] }>().tokens;
      await account.basic.send('DELETE', `/account/tokens/${id}`);
      await page.click('.dialog button[type=submit]');
      await page.waitForSelector('text=Sign in again');
      await page.click('.dialog [role=tab]:has-text("E-mail")');
      await page.fill('.dialog input[type=email]', account.email);
      await page.fill('.dialog input[type=password]', PASSWORD);
      await page.click('.dialog button:has-text("Sign in")');
      await page.waitForSelector('h1:has-text("Not lost")');
      await close();
    });
  });
});
