import type { ModelDirectory } from './modelDirectory.ts';
import { convertToPinned, readPreparedNet } from './onnx/preparedNets.ts';
import type { Role } from './roles.ts';

/**
 * The net of a role as ONNX, ready for `InferenceSession.create`; `netOf` (onnx/convertModel.ts) says what goes in and comes
 * out. Read as `models pull` prepared it; a directory that holds the sources only is converted in memory, slowly.
 * @param onConverted told when that happened
 * @throws ModelMissing
 * @throws ModelDamaged
 */
export async function loadModel(
  role: Role,
  directory: ModelDirectory,
  onConverted?: (role: Role) => void,
): Promise<Uint8Array> {
  const prepared = await readPreparedNet(role, directory);
  if (prepared) return prepared;
  const converted = await convertToPinned(role, directory);
  onConverted?.(role);
  return converted;
}
