import { describe, expect, it } from 'vitest';
import { parseDsn } from '../dsn/dsn.ts';
import { type ConnectionDefaults, planConnections } from './connectionPlan.ts';

const defaults: ConnectionDefaults = {
  host: 'settings.host',
  port: 5433,
  user: 'settings_user',
  password: 'settings_password',
  database: 'settings_database',
  connectTimeoutMs: 1500,
  applicationName: 'luna-backport3',
};
const plan = (dsn: string) => planConnections(parseDsn(dsn), defaults);

describe('planConnections', () => {
  it('takes what the DSN does not say from the settings', () => {
    expect(plan('')).toEqual({
      endpoints: [{ host: 'settings.host', port: 5433 }],
      login: {
        user: 'settings_user',
        password: 'settings_password',
        database: 'settings_database',
        applicationName: 'luna-backport3',
        tls: { mode: 'prefer' },
      },
      target: 'read-write',
      order: 'dsn',
      connectTimeoutMs: 1500,
    });
  });

  it('completes each host by itself, and counts one that is named twice once', () => {
    expect(plan('a:1,b,:2,a:1').endpoints).toEqual([
      { host: 'a', port: 1 },
      { host: 'b', port: 5433 },
      { host: 'settings.host', port: 2 },
    ]);
  });

  it('lets the DSN win part by part', () => {
    expect(
      plan('u:p@h/d?load_balance_hosts=random&connect_timeout=7&target_session_attrs=any&application_name=me'),
    ).toMatchObject({
      login: { user: 'u', password: 'p', database: 'd', applicationName: 'me' },
      target: 'any',
      order: 'random',
      connectTimeoutMs: 7000,
    });
  });

  it('sends settings of the server at connecting, their spaces and backslashes escaped', () => {
    const { login } = plan(String.raw`h?options=-c%20geqo=off&a.b=x%20y\z&lock_timeout=1`);
    expect(login.startupOptions).toBe(String.raw`-c geqo=off -c a.b=x\ y\\z -c lock_timeout=1`);
  });

  it('sends none where none are asked for: a pooler may refuse them', () => {
    expect(plan('h?application_name=x&statement_timeout=5s').login).not.toHaveProperty('startupOptions');
  });
});
