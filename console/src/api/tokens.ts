import { unwrap } from '../../../client/src/client.ts';
import { luna } from './send.ts';

export interface Token {
  readonly id: string;
  readonly token_data: string;
}

export interface TokensPage {
  readonly tokens: readonly Token[];
  readonly count: number;
}

const PAGE_SIZE = 50;

/** @param page from 0 on */
export function tokensPage(page: number, signal: AbortSignal): Promise<TokensPage> {
  const query = { page: page + 1, page_size: PAGE_SIZE };
  return unwrap(luna.GET('/4/account/tokens', { params: { query }, signal }));
}

export async function createToken(data: string): Promise<string> {
  const { token } = await unwrap(luna.POST('/4/account/tokens', { body: { token_data: data } }));
  return token;
}

export async function renameToken(id: string, data: string): Promise<void> {
  await unwrap(
    luna.PATCH('/4/account/tokens/{token_id}', { params: { path: { token_id: id } }, body: { token_data: data } }),
  );
}

export async function withdrawToken(id: string): Promise<void> {
  await unwrap(luna.DELETE('/4/account/tokens/{token_id}', { params: { path: { token_id: id } } }));
}
