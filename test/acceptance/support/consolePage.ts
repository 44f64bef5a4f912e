import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { TestOptions } from 'vitest';
import { needs } from '../../support/run/needs.ts';
import { hasChromium, NO_CHROMIUM, watchPage } from './browser.ts';
import { PASSWORD } from './server.ts';
import type { Mode } from './target.ts';

/** Options of a group of tests in a browser. */
export function needsConsole(mode: Mode): TestOptions {
  if (!hasChromium) return needs(false, NO_CHROMIUM);
  return needs(mode === 'backport3', 'the page is the same in both modes');
}

/** The console in a browser, and what went wrong in it. */
export interface ConsolePage {
  readonly page: Page;
  readonly problems: string[];
  /** Shows a screen by the fragment of the address. */
  show(screen: string): Promise<void>;
  close(): Promise<void>;
}

export async function openConsole(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<ConsolePage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 820 }, locale: 'en-GB', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(45_000);
  const problems = watchPage(page, new URL(url).origin);
  await page.goto(`${url}/console`);
  return {
    page,
    problems,
    show: async (screen) => {
      await page.evaluate(`location.hash = ${JSON.stringify(`#${screen}`)}`);
    },
    close: () => context.close(),
  };
}

/** Signs in by e-mail and password, in whatever language. */
export async function signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.fill('input[type=email]', email);
  await page.fill('input[type=password]', password);
  await page.click('button[type=submit]');
  await page.waitForSelector('.shell');
}
