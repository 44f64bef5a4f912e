import { decodeArchive } from '../../descriptorFormat/descriptorArchive.ts';
import { decodeDescriptor } from '../../descriptorFormat/descriptorFile.ts';
import { BadDescriptorFile } from '../../domain/errors.ts';
import type { Embedding, FaceEngine } from '../../vision/face.ts';

/** Ready descriptors as a client sends them: one, or an archive (docs/developers/descriptor-format.md). */
export interface DescriptorFile {
  readonly file: 'descriptor' | 'archive';
  readonly bytes: Uint8Array;
}

/**
 * The descriptors of a file, at least one; those of other models too, which are kept and not comparable.
 * @throws BadDescriptorFile naming what was found
 */
export async function readDescriptorFile(
  { file, bytes }: DescriptorFile,
  engine: Pick<FaceEngine, 'modelId' | 'dimension'>,
): Promise<readonly Embedding[]> {
  const embeddings = file === 'archive' ? await readArchive(bytes) : [decodeDescriptor(bytes)];
  for (const { modelId, vector } of embeddings) {
    if (modelId === engine.modelId && vector.length !== engine.dimension) {
      throw new BadDescriptorFile(file, `Dimension ${vector.length} is not that of ${modelId}, ${engine.dimension}.`);
    }
  }
  return embeddings;
}

async function readArchive(bytes: Uint8Array): Promise<readonly Embedding[]> {
  const embeddings = await decodeArchive(bytes);
  if (embeddings.length === 0) throw new BadDescriptorFile('archive', 'File has no descriptor.');
  return embeddings;
}
