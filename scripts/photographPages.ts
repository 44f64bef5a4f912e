/**
 * `npx tsx scripts/photographPages.ts URL [FOLDER]` photographs the pages of a running server in an installed chromium: without a
 * folder the picture of the README, with one all pages in two widths, to look at.
 */
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';

const [url = 'http://127.0.0.1:5140', folder] = process.argv.slice(2);

async function photograph(browser: Browser, path: string, width: number, height: number, file: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width, height } });
  await page.goto(`${url}${path}`);
  if (path !== '/') await page.waitForSelector('.opblock', { timeout: 60_000 });
  await page.screenshot({ path: file });
  await page.close();
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_BIN ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
  timeout: 90_000,
});
try {
  if (folder === undefined) {
    const picture = fileURLToPath(new URL('../docs/pictures/api-page.png', import.meta.url));
    await photograph(browser, '/docs', 1000, 620, picture);
  } else {
    for (const path of ['/', '/docs', '/docs/spec'])
      for (const width of [1280, 390])
        await photograph(browser, path, width, 1000, `${folder}/page${path.replaceAll('/', '_')}-${width}.png`);
  }
} finally {
  await browser.close();
}
