import type { Logger } from 'pino';
import type { RequestObserver } from '../../api/request/watched/observeRequests.ts';
import { InfluxSender } from '../../metrics/influx/influxSender.ts';
import type { Settings } from '../../settings/schema.ts';

type InfluxSettings = Pick<Settings, 'INFLUX_URL' | 'INFLUX_USER' | 'INFLUX_PASSWORD'>;

/** Points of requests for InfluxDB (contract 95 §4); undefined when the settings name none. */
export function openInflux(
  { INFLUX_URL, INFLUX_USER, INFLUX_PASSWORD }: InfluxSettings,
  log: Logger,
): { readonly observe: RequestObserver; close(): Promise<void> } | undefined {
  if (INFLUX_URL === '') return undefined;
  const sender = new InfluxSender({ url: new URL(INFLUX_URL), user: INFLUX_USER, password: INFLUX_PASSWORD, log });
  return { observe: (request) => sender.push(request), close: () => sender.close() };
}
