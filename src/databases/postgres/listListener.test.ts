import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { Unavailable } from '../../domain/errors.ts';
import { ListListener } from './listListener.ts';

const ADDRESS = { host: 'one', ip: '127.0.0.1', port: 5432 };
const OPENED = { type: 'opened', address: ADDRESS, role: { kind: 'primary', readOnly: false }, tookMs: 1 } as const;

let listener: ListListener;
afterEach(() => listener.close());

function listen(error: Error, firstMs = 60_000) {
  const connect = vi.fn(() => Promise.reject(error));
  const log = { info: vi.fn(), warn: vi.fn() };
  const watcher = { changed: vi.fn(), missed: vi.fn() };
  const retry = { firstMs, longestMs: 60_000 };
  listener = new ListListener({ channel: 'lists', connect, notify: async () => {}, watcher, log, retry });
  return { connect, log, watcher };
}

test('a connection that is refused is tried again after a pause, or at once on a new host, and told once', async () => {
  const { connect, log, watcher } = listen(new Error('no slot'));
  await pause(20);
  expect(connect).toHaveBeenCalledTimes(1);
  listener.notice(OPENED);
  await vi.waitFor(() => expect(connect).toHaveBeenCalledTimes(2));
  await pause(20);
  expect(connect).toHaveBeenCalledTimes(2);
  expect(log.warn).toHaveBeenCalledTimes(1);
  expect(watcher.missed).not.toHaveBeenCalled();
});

test('attempts go on by themselves', async () => {
  const { connect } = listen(new Error('no slot'), 1);
  await vi.waitFor(() => expect(connect.mock.calls.length).toBeGreaterThan(3));
});

test('that no host is in use is for the pool to tell', async () => {
  const { connect, log } = listen(new Unavailable('database'));
  await vi.waitFor(() => expect(connect).toHaveBeenCalled());
  await pause(20);
  expect(log.warn).not.toHaveBeenCalled();
});

test('its end ends the pause', async () => {
  const { connect } = listen(new Error('no slot'));
  await pause(20);
  await listener.close();
  listener.notice(OPENED);
  await pause(20);
  expect(connect).toHaveBeenCalledTimes(1);
});
