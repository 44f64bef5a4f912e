import type { NoHost } from '../failover/noHost.ts';

/** Codes of errors, and the settings that they point to. */
export type SettingsByCode = readonly (readonly [codes: RegExp, settings: string])[];

/** Names, addresses and ports that lead nowhere. */
const NETWORK: SettingsByCode = [
  [/^(E[A-Z]+|ENOTFOUND|EAI_AGAIN)$/, 'DB_HOST and DB_PORT'],
  [/^(ERR_TLS_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/, 'DB_SSLMODE'],
];

/** Why no host could be used, with the settings that would change it. */
export function explainNoHost(error: NoHost, byCode: SettingsByCode, usesDsn: boolean): string {
  const settings = new Set(
    error.reports.map((report) => {
      if (report.host) return 'DB_HOST';
      const code = codeOf(report.error);
      return [...byCode, ...NETWORK].find(([codes]) => codes.test(code))?.[1] ?? 'DB_HOST and DB_PORT';
    }),
  );
  // No host has answered.
  if (settings.size === 0) settings.add('DB_HOST and DB_PORT');
  if (usesDsn) settings.add('DB_DSN');
  return `${error.message} (check ${[...settings].join(', ')})`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
