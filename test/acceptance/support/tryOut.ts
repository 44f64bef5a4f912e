import type { Locator, Page } from 'playwright-core';

export interface Tried {
  readonly status: number;
  readonly answer: Record<string, unknown>;
}

/** A reader of the API page who clicks. */
export class TryOut {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Opens an operation, lets it be filled in, sends it, and reads what the page shows. */
  async send(operationId: string, fill: (operation: Locator) => Promise<void> = async () => undefined): Promise<Tried> {
    const operation = this.#page.locator(`.opblock[id$="-${operationId}"]`);
    await operation.locator('.opblock-summary-control').click({ timeout: 45_000 });
    await fill(operation);
    await operation.locator('button.execute').click();
    const live = operation.locator('.live-responses-table');
    const status = await live.locator('tbody .response-col_status').first().innerText({ timeout: 30_000 });
    if (status.startsWith('204')) return { status: 204, answer: {} };
    const body = await live.locator('tbody .response-col_description .microlight').first().innerText();
    return { status: Number.parseInt(status, 10), answer: JSON.parse(body) };
  }

  /** Types the token where the page's dialog has put the cursor. @returns the name of the first field */
  async authorize(token: string): Promise<string> {
    await this.#page.locator('button.authorize').first().click();
    const [first] = await this.#page.locator('.auth-container').all();
    if (!first) throw new Error('the page asks for nothing');
    const name = (await first.locator('h4').innerText()).replaceAll(/\s+/g, ' ').trim();
    await this.#page.keyboard.type(token);
    if ((await first.locator('input').inputValue()) !== token) throw new Error('the cursor was in another field');
    await first.locator('button.authorize').click();
    await this.#page.locator('.close-modal').click();
    return name;
  }
}
