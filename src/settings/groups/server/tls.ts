import { choice, flag, text, whole } from '../../settingKinds.ts';

const file = (description: string) =>
  text({
    default: '',
    minLength: 0,
    kind: 'path',
    allowed: 'path of a file, 1..1024 characters',
    computedDefault: 'none',
    description,
  });

export const tls = {
  TLS_CERTIFICATE: file(
    'PEM file of the certificate and those between it and a root. With it the API is served over TLS, and only so; without it, a proxy in front speaks TLS (docs/tls.md).',
  ),
  TLS_KEY: file('PEM file of its key, without a passphrase.'),
  TLS_CLIENT_CA: file(
    'PEM file of the authority that signs the certificates of clients. With it a client without one is not let in, a probe neither.',
  ),
  TLS_MIN_VERSION: choice(['TLSv1.2', 'TLSv1.3'], { default: 'TLSv1.2', description: 'Oldest version of TLS.' }),
  HTTP2: flag({
    default: false,
    description:
      'Clients that choose HTTP/2 in the handshake get it; all others get HTTP/1.1. Needs `TLS_CERTIFICATE` (docs/tls.md).',
  }),
  HTTP2_STREAMS: whole(1, 1000, {
    default: 100,
    description: 'Requests that one connection of HTTP/2 may have under way.',
  }),
};
