import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { needs } from '../support/run/needs.ts';
import { axeFindings, hasChromium, NO_CHROMIUM, startBrowser, watchPage } from './support/browser.ts';
import { photo } from './support/photos.ts';
import { newEmail, suite } from './support/server.ts';
import { TryOut } from './support/tryOut.ts';

const BROWSER_ACCEPT = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const PAGES = ['/', '/docs', '/docs/', '/docs/spec'];

const examined = new Map<string, string[]>();

/** What axe finds. Several addresses show the same page, where it would find the same: it looks once at each page that differs. */
async function findings(page: Page, origin: string): Promise<string[]> {
  const shown = await page.evaluate<string>('innerWidth + document.documentElement.outerHTML');
  // Nor do links differ by the folder that they start from.
  const look = shown.replaceAll(origin, '').replaceAll(/(href|src)="(?:\.{1,2}\/)+/g, '$1="');
  const found = examined.get(look) ?? (await axeFindings(page));
  examined.set(look, found);
  return found;
}

suite('pages', (server) => {
  const root = server.anonymous.under('');
  const open = (path: string, accept: string) => root.get(path, { headers: { accept } });

  test('[00 §2] [issue 12 §6] / is a page for a browser, and no resource for everybody else', async () => {
    const page = await open('/', BROWSER_ACCEPT);
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.headers.vary).toMatch(/Accept/);
    for (const accept of ['*/*', 'application/json', '']) server.expectError(await open('/', accept), 404, 12013);
    server.expectError(await root.get('/'), 404, 12013);
    server.expectError(await root.post('/', { headers: { accept: BROWSER_ACCEPT } }), 404, 12013);
  });

  test.each(PAGES)('[issue 12 §6] %s may load its own files only, and run no inline script', async (path) => {
    const { headers, text } = await open(path, BROWSER_ACCEPT);
    const policy = String(headers['content-security-policy']);
    expect(policy).toMatch(/default-src 'none'/);
    expect(policy).toMatch(/frame-ancestors 'none'/);
    expect(policy).not.toMatch(/unsafe|https?:/);
    expect(text).not.toMatch(/(src|href)=["']?(https?:)?\/\//);
    expect(text).not.toMatch(/<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=/);
  });

  test('[issue 12 §6] the first request is printed with the address that the page was found at', async () => {
    const { text } = await open('/', BROWSER_ACCEPT);
    expect(text).toContain(`curl -X POST ${server.url}/4/accounts`);
    const odd = await root.get('/', { headers: { accept: BROWSER_ACCEPT, host: 'a"><b>' } });
    expect(odd.text).not.toContain('<b>');
    const proxied = { accept: BROWSER_ACCEPT, host: 'luna.example.com', 'x-forwarded-proto': 'https' };
    expect((await root.get('/', { headers: proxied })).text).toContain('POST https://luna.example.com/4/accounts');
  });

  test('[70 docs/spec] [issue 12 §6] the document by extension, whatever is accepted', async () => {
    const json = await open('/docs/spec.json', BROWSER_ACCEPT);
    const yaml = await open('/docs/spec.yaml', BROWSER_ACCEPT);
    expect(json.headers['content-type']).toMatch(/^application\/json/);
    expect(yaml.headers['content-type']).toMatch(/yaml/);
    expect(parse(yaml.text)).toEqual(json.json());
    expect(json.json()).toEqual((await open('/docs/spec', 'application/json')).json());
    for (const path of ['/docs/spec.json', '/docs/spec.yaml'])
      expect((await root.send('OPTIONS', path)).status).toBe(204);
  });

  describe('in a browser', needs(hasChromium, NO_CHROMIUM), () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await startBrowser();
    });
    afterAll(() => browser?.close());

    test('[issue 12 §6] an account, its token, a photo, a list and a search can be tried out with the printed examples', {
      ...needs(server.mode === 'backport3', 'the page is the same in both modes'),
    }, async () => {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      const problems = watchPage(page, server.url);
      await page.goto(`${server.url}/docs`);
      const tryOut = new TryOut(page);
      const registered = await tryOut.send('createAccount', async (operation) => {
        const body = operation.locator('textarea');
        await body.fill((await body.inputValue()).replace('jane.doe@example.com', newEmail()));
      });
      expect(registered).toMatchObject({ status: 201, answer: { token: expect.any(String) } });
      expect(await tryOut.authorize(String(registered.answer.token))).toBe('token (apiKey)');
      const extracted = await tryOut.send('createDescriptors', async (operation) => {
        const file = { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: await photo('erin') };
        await operation.locator('input[type=file]').setInputFiles(file);
      });
      expect(extracted).toMatchObject({ status: 201, answer: { faces: [{ id: expect.any(String) }] } });
      expect(await tryOut.send('createPerson')).toMatchObject({ status: 201 });
      expect(await tryOut.send('changePersonDescriptors')).toMatchObject({ status: 204 });
      expect(await tryOut.send('createList')).toMatchObject({ status: 201 });
      expect(await tryOut.send('changePersonLists')).toMatchObject({ status: 204 });
      const identified = await tryOut.send('identify');
      expect(identified).toMatchObject({ status: 201, answer: { candidates: [{ similarity: 1 }] } });
      expect(problems).toEqual([]);
      await page.close();
    });

    test.each(PAGES)(
      '[issue 12 §6] %s shows itself without an error, a foreign request or a serious finding of axe',
      async (path) => {
        const page = await browser.newPage();
        const problems = watchPage(page, server.url);
        await page.goto(`${server.url}${path}`);
        if (path !== '/') await page.waitForSelector('.opblock', { timeout: 45_000 });
        for (const width of [1280, 390]) {
          await page.setViewportSize({ width, height: 900 });
          expect(await page.textContent('.bar .name')).toBe('luna-backport3');
          expect(await findings(page, server.url)).toEqual([]);
          expect(problems).toEqual([]);
          const overflow = await page.evaluate(
            'document.documentElement.scrollWidth - document.documentElement.clientWidth',
          );
          expect(overflow, `wider than ${width} pixels`).toBeLessThanOrEqual(0);
          if (process.env.SCREENSHOTS) {
            const name = `${server.mode}${path.replaceAll('/', '_')}-${width}.png`;
            await page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}` });
          }
        }
        await page.close();
      },
    );
  });
});
