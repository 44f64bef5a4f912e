import { createHash } from 'node:crypto';
import { CommandFailed } from '../../commandFailed.ts';
import { EXIT } from '../../exitCodes.ts';
import { type ArchiveLine, type ContentLine, EXPORT_FORMAT } from './archiveLines.ts';
import { createLineCipher, isPreamble, type LineCipher, PLAIN, WrongPassphrase } from './lineCipher.ts';
import { readLines } from './readLines.ts';

/** The lines of a whole archive. The last step fails where its sum is not right: who must not act on half of it reads it once before. */
export async function* readArchive(path: string, passphrase: string | undefined): AsyncGenerator<ContentLine> {
  try {
    yield* contentOf(path, passphrase);
  } catch (error) {
    if (error instanceof CommandFailed) throw error;
    if (error instanceof WrongPassphrase)
      throw new CommandFailed(`the passphrase does not open ${path}, or it is damaged`, EXIT.usage);
    const { code, message } = error as NodeJS.ErrnoException;
    throw new CommandFailed(`${path} cannot be read (${code ?? message})`, EXIT.failure);
  }
}

async function* contentOf(path: string, passphrase: string | undefined): AsyncGenerator<ContentLine> {
  const hash = createHash('sha256');
  let cipher: LineCipher | undefined;
  let lines = 0;
  let isWhole = false;
  for await (const { text, bytes } of readLines(path)) {
    if (isWhole) throw new CommandFailed(`${path} goes on behind its end`, EXIT.failure);
    cipher ??= cipherOf(text, passphrase, path);
    if (lines > 0 || !isPreamble(text)) {
      const line = parse(cipher.open(text, lines), path);
      if (line.type === 'end') {
        isWhole = true;
        if (line.lines !== lines || line.sha256 !== hash.copy().digest('hex')) {
          throw new CommandFailed(`${path} is damaged: its checksum is another`, EXIT.failure);
        }
      } else if (lines === (cipher === PLAIN ? 0 : 1) && (line.type !== 'head' || line.format !== EXPORT_FORMAT)) {
        throw new CommandFailed(`${path} is no export, or of a later version`, EXIT.failure);
      } else yield line;
    }
    hash.update(bytes);
    lines++;
  }
  if (!isWhole) throw new CommandFailed(`${path} is cut off, or no export`, EXIT.failure);
}

function cipherOf(first: string, passphrase: string | undefined, path: string): LineCipher {
  if (!isPreamble(first)) return PLAIN;
  if (passphrase === undefined) throw new CommandFailed(`${path} is encrypted: give --passphrase-file`, EXIT.usage);
  return createLineCipher(passphrase, first);
}

function parse(text: string, path: string): ArchiveLine {
  try {
    return JSON.parse(text) as ArchiveLine;
  } catch {
    throw new CommandFailed(`${path} is damaged, or no export`, EXIT.failure);
  }
}
