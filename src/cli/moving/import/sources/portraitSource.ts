import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refused, type Sender } from '../../remote/patientSender.ts';

/** @returns the picture, or the reason why there is none */
export type PortraitSource = (descriptorId: string) => Promise<Buffer | string>;

/** A server that has portraits, and where. */
export interface PortraitServer {
  readonly sender: Sender;
  readonly pathOf: (descriptorId: string) => string;
}

/** Portraits of a folder, named by their descriptors, and of the old server where the folder has none. */
export function createPortraitSource(server: PortraitServer | undefined, folder: string | undefined): PortraitSource {
  return async (descriptorId) => {
    const found = folder === undefined ? undefined : await ofFolder(folder, descriptorId);
    if (found) return found;
    if (!server) return folder === undefined ? 'there is no place of portraits' : 'the folder has no portrait';
    try {
      return await server.sender.bytes({ method: 'GET', path: server.pathOf(descriptorId) });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return `the old server gives no portrait (${error.status}/${error.code} ${error.message})`;
    }
  };
}

async function ofFolder(folder: string, descriptorId: string): Promise<Buffer | undefined> {
  for (const ending of ['jpg', 'jpeg', 'png']) {
    const bytes = await readFile(join(folder, `${descriptorId}.${ending}`)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (bytes) return bytes;
  }
  return undefined;
}
