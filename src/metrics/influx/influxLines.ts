/** A request that was answered, as InfluxDB's series have it (contract 95). */
export interface InfluxRequest {
  /** Method and route. */
  readonly path: string;
  readonly status: number;
  readonly errorCode: number | undefined;
  readonly seconds: number;
  readonly accountId: string | undefined;
  readonly requestId: string;
}

const SERVICE = 'luna-backport3';

/**
 * Points in InfluxDB's line protocol: one of the series `requests`, and for a request that failed one of `errors`.
 * @param at milliseconds since 1970
 */
export function influxLines(request: InfluxRequest, at: number): readonly string[] {
  const { path, status, errorCode, seconds, accountId, requestId } = request;
  const tags = [
    `service=${SERVICE}`,
    ...(accountId === undefined ? [] : [`account_id=${tag(accountId)}`]),
    `route=${tag(path)}`,
    `status_code=${status}`,
  ].join(',');
  const fields = `request_id=${text(requestId)},execution_time=${seconds}`;
  const time = `${Math.round(at)}000000`;
  const lines = [`requests,${tags} ${fields} ${time}`];
  if (errorCode !== undefined) lines.push(`errors,${tags},error_code=${errorCode} ${fields} ${time}`);
  return lines;
}

/** A request id may be a client's own: a line break in it would start a new, forged point. */
function text(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&').replace(/[\r\n]/g, ' ')}"`;
}

function tag(value: string): string {
  return value.replace(/[,= \\]/g, '\\$&').replace(/[\r\n]/g, '_');
}
