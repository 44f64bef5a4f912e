import { describe, expect, it } from 'vitest';
import { AllowedUrls } from './allowedUrls.ts';

describe('URLs of webhooks', () => {
  const allowed = new AllowedUrls(['https://Hooks.example.com/luna', 'http://10.0.0.5:8080', 'http://[::1]:9/a/']);

  it.each([
    'https://hooks.example.com/luna',
    'https://HOOKS.example.com:443/luna/door?x=1#y',
    'https://hooks.example.com/other/../luna/door',
    'http://10.0.0.5:8080',
    'http://10.0.0.5:8080/any%2fthing',
    'http://0xa.0.0.5:8080/',
    'http://[0:0:0:0:0:0:0:1]:9/a/b',
  ])('%s is allowed', (url) => {
    expect(allowed.refusal(url)).toBeUndefined();
  });

  it.each([
    'http://hooks.example.com/luna',
    'https://hooks.example.com:444/luna',
    'https://hooks.example.com/',
    'https://hooks.example.com/lunatic',
    'https://hooks.example.com/luna/../admin',
    'https://hooks.example.com/luna/%2e%2e/admin',
    'https://hooks.example.com/luna/..%2fadmin',
    'https://hooks.example.com/luna/..%5Cadmin',
    'https://hooks.example.com/luna\\..\\admin',
    'https://hooks.example.com.evil.test/luna',
    'https://evil.test/?https://hooks.example.com/luna',
    'http://10.0.0.5:80800',
    'http://10.0.0.5/',
    'http://127.0.0.1:8080/',
    'http://[::1]:9/a/../b',
  ])('%s is not', (url) => {
    expect(allowed.refusal(url)).toBeTypeOf('string');
  });

  it.each(['', 'door', '//10.0.0.5:8080/', 'ftp://10.0.0.5:8080/', 'file:///etc/passwd', 'javascript:0', 'data:,'])(
    '%j is no URL to post to',
    (url) => {
      expect(allowed.refusal(url)).toMatch(/http or https/);
    },
  );

  it.each(['http://me@10.0.0.5:8080/', 'http://:secret@10.0.0.5:8080/', 'https://hooks.example.com@evil.test/luna'])(
    '%s holds credentials',
    (url) => {
      expect(allowed.refusal(url)).toMatch(/without a user name/);
    },
  );

  it('without a setting nothing is allowed, and the text names the setting', () => {
    expect(new AllowedUrls([]).refusal('http://127.0.0.1/')).toMatch(/WEBHOOK_ALLOWED_URLS/);
  });
});
