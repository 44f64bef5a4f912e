import { type Endpoint, nameOf } from './dsn/address.ts';
import type { TargetSessionAttrs } from './dsn/dsnOptions.ts';
import type { HostReport } from './hostSearch.ts';

/** No host can be used; the message says of each why. */
export class NoHost extends Error {
  /** Waiting does not help: every host refuses the credentials or the database. */
  readonly denied: boolean;
  /** What was heard of each place. */
  readonly reports: readonly HostReport<unknown>[];
  constructor(target: TargetSessionAttrs, endpoints: readonly Endpoint[], reports: readonly HostReport<unknown>[]) {
    const reasons = endpoints.flatMap((endpoint) => {
      const heard = reports.filter(({ place }) => place.host === endpoint.host && place.port === endpoint.port);
      if (heard.length === 0) return [`${nameOf(endpoint)} has not answered yet`];
      return heard.map((report) => `${nameOf(report.place)} ${reasonOf(report)}`);
    });
    const wanted = target === 'any' || target === 'prefer-standby' ? 'host' : `${target} host`;
    super(`no ${wanted} of the database is available: ${reasons.join('; ')}`);
    this.name = 'NoHost';
    this.reports = reports;
    this.denied = reports.length > 0 && reports.every((report) => !report.host && report.failure === 'denied');
  }
}

function reasonOf(report: HostReport<unknown>): string {
  if (report.host) return `is a ${report.host.role.readOnly ? 'read-only ' : ''}${report.host.role.kind}`;
  const { error } = report;
  const code = error instanceof Error && 'code' in error ? ` [${String(error.code)}]` : '';
  return `says: ${error instanceof Error ? error.message : String(error)}${code}`;
}
