import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Debian's. The first one has no windows to hide, and takes two thirds of the processor time. */
const PLACES = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];
const CHROMIUM = process.env.CHROMIUM_BIN ?? PLACES.find((path) => existsSync(path)) ?? '';

/** Whether pages can be opened at all. */
export const hasChromium = existsSync(CHROMIUM);

export const NO_CHROMIUM = `there is no ${CHROMIUM || 'chromium'} (apt-get install chromium-headless-shell or chromium, or CHROMIUM_BIN)`;

/**
 * A browser without a window, which asks nobody for updates.
 * @param further switches, without their dashes
 */
export function startBrowser(further: readonly string[] = []): Promise<Browser> {
  const args = ['no-sandbox', 'disable-gpu', 'no-first-run', 'disable-background-networking'];
  const more = ['disable-component-update', 'disable-sync'];
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [...args, ...more, ...further].map((name) => `--${name}`),
    timeout: 90_000,
  });
}

/** What went wrong in a page: messages of the console, errors of scripts, and requests that failed or left the server. */
export function watchPage(page: Page, origin: string): string[] {
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`script: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob):/.test(url)) problems.push(`outside: ${url}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`);
  });
  return problems;
}

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Serious and critical findings of axe-core, each with the elements that it is about. */
export async function axeFindings(page: Page): Promise<string[]> {
  // Told in full are the violations alone, which takes a third of the time. Evaluated by the debugger's protocol, which the page's policy does not bind.
  await page.evaluate(readFileSync(axePath, 'utf8'));
  // What fades in has little contrast on its way.
  await page.evaluate(
    'for (const each of document.getAnimations()) if (each.effect.getComputedTiming().endTime < Infinity) each.finish()',
  );
  const { violations } = (await page.evaluate(`axe.run({ resultTypes: ['violations'] })`)) as AxeResults;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.length} × ${nodes
          .slice(0, 4)
          .map(({ html }) => html.slice(0, 160))
          .join(' | ')}`,
    );
}
