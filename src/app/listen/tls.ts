import type { Logger } from 'pino';
import { Certificates } from '../../http/certificates.ts';
import type { Settings } from '../../settings/schema.ts';

/** A renewed certificate is in use that soon; SIGHUP has it looked at at once. */
const LOOK_EACH_MS = 10_000;

type TlsSettings = Pick<Settings, 'TLS_CERTIFICATE' | 'TLS_KEY' | 'TLS_CLIENT_CA' | 'TLS_MIN_VERSION'>;

/** Undefined: the API is served in the clear, for a proxy in front. @throws CertificateRefused */
export async function openCertificates(settings: TlsSettings, log: Logger): Promise<Certificates | undefined> {
  if (settings.TLS_CERTIFICATE === '') return undefined;
  return Certificates.open({
    files: {
      certificate: settings.TLS_CERTIFICATE,
      key: settings.TLS_KEY,
      clientAuthority: settings.TLS_CLIENT_CA || undefined,
    },
    minVersion: settings.TLS_MIN_VERSION,
    log,
    lookEachMs: LOOK_EACH_MS,
  });
}
