import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AdminServer, startAdminServer } from '../support/adminServer.ts';
import { needsOwnServers } from '../support/ownServers.ts';
import { suite } from '../support/server.ts';

const headers = { accept: 'text/html' };

suite('console, as it is served', (server) => {
  const root = server.anonymous.under('');

  test('[issue 17] the page runs its own files only, and says so', async () => {
    const { status, headers: sent, text } = await root.get('/console', { headers });
    expect(status).toBe(200);
    const policy = String(sent['content-security-policy']);
    expect(policy).toMatch(/default-src 'none'; script-src 'self'; style-src 'self'/);
    expect(policy).toMatch(/frame-ancestors 'none'/);
    expect(policy).toMatch(/require-trusted-types-for 'script'/);
    expect(policy).not.toMatch(/unsafe|https?:/);
    expect(text).not.toMatch(/(src|href)=["']?(https?:)?\/\//);
    expect(text).not.toMatch(/<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=|<style/);
    expect(text).toContain('content="open"');
  });

  test.each(['/console', '/console/'])('[issue 17] %s finds its files from where it is', async (path) => {
    const { text } = await root.get(path, { headers });
    const files = [...text.matchAll(/(?:src|href)="(\.[^"]+)"/g)].map(([, file = '']) => file);
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) {
      const answer = await root.get(new URL(file, `http://host${path}`).pathname);
      expect(answer.status, file).toBe(200);
      expect(answer.headers['cache-control']).toMatch(/immutable/);
      expect(answer.headers['content-type']).toMatch(/javascript|css/);
    }
  });

  test('[issue 17] a file that is none is not found, whatever its name', async () => {
    for (const name of ['none.js', '..%2findex.html', '%2e%2e%2f%2e%2e%2fmain.js', 'index.html', '__proto__'])
      server.expectError(await root.get(`/console/assets/${name}`), 404, 12013);
  });

  test('[issue 17] the start page leads there', async () => {
    expect((await root.get('/', { headers })).text).toContain('href="./console"');
  });
});

describe('console switched off · backport3', needsOwnServers(), () => {
  let running: AdminServer;
  beforeAll(async () => {
    running = await startAdminServer('backport3', { CONSOLE: 'off' });
  });
  afterAll(() => running?.close());

  test('[issue 17] there is no page, and no link to one', async () => {
    const root = running.server.anonymous.under('');
    running.server.expectError(await root.get('/console', { headers }), 404, 12013);
    expect((await root.get('/', { headers })).text).not.toContain('/console');
  });
});
