import type { RemoteOptions } from '../remote/remoteOptions.ts';

export interface ReplayOptions extends RemoteOptions {
  /** A recording, an access log, or `proxy`. */
  readonly log: string;
  readonly old?: URL;
  readonly new?: URL;
  readonly listen: { readonly host: string; readonly port: number };
  /** Of the proxy. */
  readonly out?: string;
  /** Minutes after which the proxy ends; until a signal when absent. */
  readonly for?: number;
  /** Megabytes. */
  readonly largestBody: number;
  readonly largestRecording: number;
  readonly withSecrets?: true;
  readonly threshold: number;
  readonly oldThreshold?: number;
  readonly rate: number;
  readonly writes?: true;
  readonly report?: string;
  readonly json?: true;
}
