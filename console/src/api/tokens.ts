import { unwrap } from '../../../client/src/client.ts';
import { luna } from './send.ts';

export const TOKEN_ACCESS = ['all', 'read', 'match'] as const;

/** What a token may do. */
export interface TokenLimits {
  readonly access: (typeof TOKEN_ACCESS)[number];
  /** null: all. */
  readonly lists: readonly string[] | null;
  readonly expire_time: string | null;
}

export interface Token extends TokenLimits {
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
  return unwrap(luna.GET('/ext/1/tokens', { params: { query }, signal }));
}

export async function createToken(data: string): Promise<string> {
  const { token } = await unwrap(luna.POST('/4/account/tokens', { body: { token_data: data } }));
  return token;
}

export async function limitToken({ id, limits }: { id: string; limits: TokenLimits }): Promise<void> {
  const body = { ...limits, lists: limits.lists && [...limits.lists] };
  await unwrap(luna.PATCH('/ext/1/tokens/{token_id}', { params: { path: { token_id: id } }, body }));
}

export async function renameToken(id: string, data: string): Promise<void> {
  await unwrap(
    luna.PATCH('/4/account/tokens/{token_id}', { params: { path: { token_id: id } }, body: { token_data: data } }),
  );
}

export async function withdrawToken(id: string): Promise<void> {
  await unwrap(luna.DELETE('/4/account/tokens/{token_id}', { params: { path: { token_id: id } } }));
}
