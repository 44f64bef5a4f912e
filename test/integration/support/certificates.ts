import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

/** Files of a certificate and its key. */
export interface CertificatePaths {
  readonly certificate: string;
  readonly key: string;
}

function openssl(...args: readonly string[]): void {
  const { status, stderr } = spawnSync('openssl', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

/** An authority in a folder of its own, and the certificates that it signs. */
export class Authority {
  readonly certificate: string;
  readonly #folder: string;
  readonly #key: string;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
    this.certificate = join(folder, 'authority.pem');
    this.#key = join(folder, 'authority.key');
    const files = ['-keyout', this.#key, '-out', this.certificate];
    openssl(
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-subj',
      '/CN=test',
      ...files,
    );
  }

  get text(): string {
    return readFileSync(this.certificate, 'utf8');
  }

  /** A certificate for 127.0.0.1 and localhost. */
  sign(name: string): CertificatePaths {
    const at = (end: string) => join(this.#folder, `${name}.${end}`);
    const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', at('key')];
    openssl('req', ...made, '-subj', `/CN=${name}`, '-out', at('csr'));
    writeFileSync(at('ext'), 'subjectAltName=IP:127.0.0.1,DNS:localhost\n');
    const signer = ['-CA', this.certificate, '-CAkey', this.#key, '-CAcreateserial', '-days', '2'];
    openssl('x509', '-req', '-in', at('csr'), ...signer, '-extfile', at('ext'), '-out', at('pem'));
    return { certificate: at('pem'), key: at('key') };
  }
}
