import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFindings, startBrowser } from '../support/browser.ts';
import { needsConsole, openConsole, signIn } from '../support/consolePage.ts';
import { enrolPerson } from '../support/objects.ts';
import { crowdPhoto, photo } from '../support/photos.ts';
import { type Account, suite } from '../support/server.ts';

/** Bytes that a body may have by default. */
const LARGEST_BODY = 64 * 1024 * 1024;
const FRAMES = 30;

/** What is chosen on disk: playwright sends no buffer of this size. */
async function chooseFile(page: Page, folder: string, name: string, bytes: Buffer): Promise<void> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  await page.setInputFiles('input[type=file]', path);
}

suite('console, where photos come in', (server) => {
  describe('in a browser', needsConsole(server.mode), () => {
    let browser: Browser;
    let account: Account;
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'luna-intake-'));
      // What the camera sees: pictures one behind the other are a film.
      const frame = await sharp(await photo('erinAgain'))
        .resize(640, 480)
        .jpeg()
        .toBuffer();
      await writeFile(join(folder, 'film.mjpeg'), Buffer.concat(Array.from({ length: FRAMES }, () => frame)));
      browser = await startBrowser([
        'use-fake-device-for-media-stream',
        'use-fake-ui-for-media-stream',
        `use-file-for-fake-video-capture=${join(folder, 'film.mjpeg')}`,
      ]);
      account = await server.newAccount();
      await enrolPerson(account.api, ['erin'], 'Erin');
    });
    afterAll(async () => {
      await browser?.close();
      await rm(folder, { recursive: true, force: true });
    });

    async function openSearch() {
      const opened = await openConsole(browser, server.url);
      await signIn(opened.page, account.email);
      await opened.show('/search');
      await opened.page.waitForSelector('.search');
      return opened;
    }

    test('[issue 17] a photo of 64 faces: a box around each, the last one becomes a person', async () => {
      const { page, problems, close } = await openSearch();
      await page.setInputFiles('input[type=file]', {
        name: 'crowd.jpg',
        mimeType: 'image/jpeg',
        buffer: await crowdPhoto(),
      });
      // Seven seconds of a processor of its own, and tests share theirs.
      await page.waitForSelector('.box >> nth=63', { timeout: 150_000 });
      expect(await page.locator('.box').count()).toBe(64);
      expect(await axeFindings(page)).toEqual([]);
      await page.click('.box >> nth=63');
      await page.waitForSelector('h2:has-text("Face 64 · 64 faces")');
      if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/console-crowd.png` });
      await page.fill('.one-line input', 'One of many');
      await page.click('.one-line button');
      await page.waitForSelector('.candidate:has-text("One of many")');
      expect(problems).toEqual([]);
      await close();
    });

    test('[issue 17] a photo is pasted from the clipboard', async () => {
      const { page, problems, close } = await openSearch();
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      const png = await sharp(await photo('erinAgain'))
        .png()
        .toBuffer();
      await page.evaluate(`(async () => {
        const bytes = Uint8Array.from(atob('${png.toString('base64')}'), (each) => each.charCodeAt(0));
        await navigator.clipboard.write([new ClipboardItem({ 'image/png': new Blob([bytes], { type: 'image/png' }) })]);
      })()`);
      await page.keyboard.press('Control+V');
      await page.waitForSelector('.candidate:has-text("Erin")');
      expect(problems).toEqual([]);
      await close();
    });

    test('[issue 17] a photo is taken by the camera, which is off again afterwards', async () => {
      const { page, problems, close } = await openSearch();
      await page.evaluate(`(() => {
        const devices = navigator.mediaDevices;
        const open = devices.getUserMedia.bind(devices);
        devices.getUserMedia = async (wanted) => (window.seen = await open(wanted));
      })()`);
      await page.click('text=Use the camera');
      await page.waitForSelector('.dialog video');
      expect(await axeFindings(page)).toEqual([]);
      await page.click('.dialog .button.main:not([disabled])');
      await page.waitForSelector('.candidate:has-text("Erin")');
      expect(await page.evaluate('window.seen.getTracks().map((track) => track.readyState)')).toEqual(['ended']);
      expect(problems).toEqual([]);
      await close();
    });

    test('[issue 17] a photo of 64 MB is read, one byte more is told before it is sent', async () => {
      const { page, problems, close } = await openSearch();
      const large = Buffer.concat([await photo('erinAgain')], LARGEST_BODY);
      await chooseFile(page, folder, 'large.jpg', large);
      await page.waitForSelector('.candidate:has-text("Erin")');
      await chooseFile(page, folder, 'larger.jpg', Buffer.concat([large, Buffer.alloc(1)]));
      await page.waitForSelector('text=larger than 64 MB');
      expect(problems).toEqual([]);
      await close();
    });
  });
});
