import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { axeFindings, hasChromium, startBrowser, watchPage } from './support/browser.ts';
import { suite } from './support/server.ts';

const BROWSER_ACCEPT = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const PAGES = ['/', '/docs', '/docs/', '/docs/spec'];

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

  describe.skipIf(!hasChromium)('in a browser', () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await startBrowser();
    });
    afterAll(() => browser?.close());

    test.each(PAGES)(
      '[issue 12 §6] %s shows itself without an error, a foreign request or a serious finding of axe',
      async (path) => {
        for (const width of [1280, 390]) {
          const page = await browser.newPage({ viewport: { width, height: 900 } });
          const problems = watchPage(page, server.url);
          await page.goto(`${server.url}${path}`);
          if (path !== '/') await page.waitForSelector('.opblock', { timeout: 45_000 });
          expect(await page.textContent('.bar .name')).toBe('luna-backport3');
          expect(await axeFindings(page)).toEqual([]);
          expect(problems).toEqual([]);
          const overflow = await page.evaluate(
            'document.documentElement.scrollWidth - document.documentElement.clientWidth',
          );
          expect(overflow, `wider than ${width} pixels`).toBeLessThanOrEqual(0);
          if (process.env.SCREENSHOTS) {
            const name = `${server.mode}${path.replaceAll('/', '_')}-${width}.png`;
            await page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}` });
          }
          await page.close();
        }
      },
    );
  });
});
