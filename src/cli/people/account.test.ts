import { expect, it } from 'vitest';
import type { AdminClient, Json } from '../admin/adminClient.ts';
import { findAccount } from './account.ts';

/** Answers as `GET /accounts` does, newest first. */
function adminOf(emails: readonly string[]): AdminClient {
  const call = async (_method: string, path: string): Promise<Json> => {
    const query = new URL(path, 'http://admin').searchParams;
    const [page, size] = [Number(query.get('page') ?? 1), Number(query.get('page_size'))];
    const found = emails.filter((email) => email.includes(query.get('email') ?? ''));
    const accounts = found.slice((page - 1) * size, page * size).map((email) => ({ account_id: `id-${email}`, email }));
    return { accounts, count: found.length };
  };
  const unasked = () => Promise.reject(new Error('only call is asked'));
  return { call, follow: unasked, download: unasked, close: async () => undefined };
}

const OTHERS = Array.from({ length: 250 }, (_, index) => `${index}.bob@example.com`);

it('finds the account among any number whose e-mail contains the one that was meant', async () => {
  const admin = adminOf([...OTHERS, 'bob@example.com']);
  expect(await findAccount(admin, 'Bob@example.com'.toLowerCase())).toBe('id-bob@example.com');
});

it('says when there is none', async () => {
  await expect(findAccount(adminOf(OTHERS), 'bob@example.com')).rejects.toThrow('there is no account bob@example.com');
});
