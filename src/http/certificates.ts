import { createHash, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import {
  createSecureContext,
  type SecureContextOptions,
  type SecureVersion,
  type Server,
  type TlsOptions,
} from 'node:tls';

export interface CertificateFiles {
  /** PEM: the certificate, then those between it and a root. */
  readonly certificate: string;
  /** PEM, without a passphrase. */
  readonly key: string;
  /** PEM: who signs the certificates of clients; undefined: clients need none. */
  readonly clientAuthority: string | undefined;
}

export interface CertificateOptions {
  readonly files: CertificateFiles;
  readonly minVersion: SecureVersion;
  readonly log: {
    info(facts: object, message: string): void;
    warn(facts: object, message: string): void;
    error(facts: object, message: string): void;
  };
  /** How often the files are looked at, in milliseconds. */
  readonly lookEachMs: number;
}

/** The files make no certificate that a server can use; the message is one line for the operator. */
export class CertificateRefused extends Error {
  override readonly name = 'CertificateRefused';
}

interface Material {
  readonly context: SecureContextOptions;
  /** Tells contents apart. */
  readonly digest: string;
  readonly validTo: Date;
}

/**
 * The certificate of a server, read again from its files when they have changed. Files that make none are told, and the old
 * certificate stays: a renewal that is written in the middle of a look must not end a service.
 */
export class Certificates {
  readonly #options: CertificateOptions;
  #material: Material;
  #server: Server | undefined;
  #timer: NodeJS.Timeout | undefined;
  #reloading: Promise<void> = Promise.resolve();
  /** What was told of files that make none, so that it is told once. */
  #told = '';

  private constructor(options: CertificateOptions, material: Material) {
    this.#options = options;
    this.#material = material;
  }

  /** @throws CertificateRefused */
  static async open(options: CertificateOptions): Promise<Certificates> {
    const certificates = new Certificates(options, await read(options));
    certificates.#warnOfEnd();
    return certificates;
  }

  /** For the server that is made with it. */
  get tls(): TlsOptions {
    const isAsked = this.#options.files.clientAuthority !== undefined;
    return { ...this.#material.context, requestCert: isAsked, rejectUnauthorized: isAsked };
  }

  /** When the certificate is valid no longer. */
  get validTo(): Date {
    return this.#material.validTo;
  }

  /** From now on new connections get the certificate that the files hold. */
  follow(server: Server): void {
    this.#server = server;
    this.#timer = setInterval(() => void this.reload(), this.#options.lookEachMs).unref();
  }

  /** Looks at the files now. */
  reload(): Promise<void> {
    this.#reloading = this.#reloading.then(() => this.#reload());
    return this.#reloading;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#reloading;
  }

  async #reload(): Promise<void> {
    const { log } = this.#options;
    try {
      const material = await read(this.#options);
      this.#told = '';
      if (material.digest === this.#material.digest) return;
      this.#server?.setSecureContext(material.context);
      this.#material = material;
      log.info({ validTo: material.validTo }, 'the certificate was reloaded');
      this.#warnOfEnd();
    } catch (err) {
      const message = err instanceof Error ? err.message : String(err);
      if (message !== this.#told) log.error({ err }, 'the certificate was not reloaded, the old one stays');
      this.#told = message;
    }
  }

  #warnOfEnd(): void {
    const { validTo } = this.#material;
    if (validTo.getTime() < Date.now()) this.#options.log.warn({ validTo }, 'the certificate has EXPIRED');
  }
}

async function read({ files, minVersion }: CertificateOptions): Promise<Material> {
  const [cert, key, ca] = await Promise.all([
    readPem('TLS_CERTIFICATE', files.certificate),
    readPem('TLS_KEY', files.key),
    files.clientAuthority === undefined ? undefined : readPem('TLS_CLIENT_CA', files.clientAuthority),
  ]);
  const context = { cert, key, minVersion, ...(ca !== undefined && { ca }) };
  try {
    if (ca !== undefined) new X509Certificate(ca);
    createSecureContext(context);
    const validTo = new Date(new X509Certificate(cert).validTo);
    return { context, validTo, digest: createHash('sha256').update([cert, key, ca].join('\0')).digest('hex') };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CertificateRefused(`${named(files)} make no certificate for a server: ${why}`, { cause: error });
  }
}

function named({ certificate, key, clientAuthority }: CertificateFiles): string {
  const all = [`TLS_CERTIFICATE = ${certificate}`, `TLS_KEY = ${key}`];
  if (clientAuthority !== undefined) all.push(`TLS_CLIENT_CA = ${clientAuthority}`);
  return all.join(', ');
}

async function readPem(setting: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new CertificateRefused(`${setting} = ${path}: cannot be read (${code})`, { cause: error });
  }
}
