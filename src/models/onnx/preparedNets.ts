import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ModelDirectory } from '../modelDirectory.ts';
import { errorCode, ModelDamaged } from '../modelErrors.ts';
import { makeModelFolder } from '../pull/makeModelFolder.ts';
import { writeAtomically } from '../pull/writeAtomically.ts';
import { ROLES, type Role } from '../roles.ts';

/** A net as `convertModel` writes it: bytes and hexadecimal SHA-256. */
interface PreparedNet {
  readonly size: number;
  readonly sha256: string;
}

/** What the nets are pinned to. `bench:vision` and the accuracy page hold for these bytes and no others. */
export const PREPARED_NETS: Readonly<Record<Role, PreparedNet>> = {
  detector: { size: 1_110_326, sha256: 'fb861fb06c413ac3ade82b1b74c6c0df9bb0df266a26958b0eefe17632c1c2d0' },
  keypoints: { size: 509_435, sha256: 'fa850b05077c25429ba335c381f7d1baf7e88be0cd7dde9306a1d8cd4708058f' },
  mesh: { size: 2_481_376, sha256: 'd6d4369757965fca8c24551599e933a06511d4fbd9a72998ffffa24b592c9952' },
  'embedder-fr': { size: 4_838_748, sha256: 'dc62ca8fe502c405eec00a2139a54b4f34225ea42873b06ced9b44e69ff41f63' },
  'embedder-fr-narrow': { size: 4_180_698, sha256: '4b4269673e151e88a3c80d14455754514e4c9a97b60ff71576720dd1d73bedc6' },
  'embedder-mobilefacenet': {
    size: 4_962_738,
    sha256: '445a0793f620146f8e9e5d933b0a975ab431477a8f60de74e481ce5368196a8c',
  },
  'embedder-dlib': { size: 22_437_983, sha256: '42c51a8cf35a28049615af2fb156a30093bd3a2f8d70dd7b44233d442cf9e664' },
  'age-gender': { size: 1_693_359, sha256: '403b3faf0b82c132db0403036085b11da85583558eb007a3eeabc67bce2c7442' },
  expression: { size: 1_301_594, sha256: '503354bdfe233850d2dbeef306848e17e82c22359e9acdb22a270736f0913cde' },
  faceres: { size: 13_967_307, sha256: '7b42c8e9e6e2344cb4524e0cd6c46a7c651c4467267808ba7c1e95e80998f63c' },
  emotion: { size: 823_392, sha256: 'c92a6f054d86ee1d9d465157da4b175b002315a4d0fbf6a3ff3f4bed4deda0ec' },
  gear: { size: 3_001_310, sha256: '6cc1250848a4361c9e50701b715fb4e1f6de2c7971e57d7e9d9eb2ed7982cfea' },
  liveness: { size: 1_909_515, sha256: '06e6d942551e3ff81aa20a40d06b4c9058ab90d07b53178052a5eaa5dacb7212' },
  objects: { size: 15_157_110, sha256: '83dc40274db3ca89d805c20256ba07197dd4324ba5bad8327eb69266131cd706' },
};

export interface PreparedNetState {
  readonly role: Role;
  /** Path inside the models directory. */
  readonly stored: string;
  readonly sha256: string;
  readonly state: 'ok' | 'missing' | 'damaged';
}

/**
 * The prepared net of a role.
 * @returns undefined when there is none, or not the pinned one
 */
export async function readPreparedNet(role: Role, directory: ModelDirectory): Promise<Uint8Array | undefined> {
  const content = await contentOf(role, directory);
  return content && isPinned(role, content) ? content : undefined;
}

/** Whether these prepared nets are there, by name and size alone: cheap enough for every start. */
export async function hasPreparedNets(directory: ModelDirectory, roles: readonly Role[] = ROLES): Promise<boolean> {
  const sizes = await Promise.all(
    roles.map((role) =>
      stat(join(directory.root, storedAs(role))).then(
        ({ size }) => size === PREPARED_NETS[role].size,
        () => false,
      ),
    ),
  );
  return sizes.every(Boolean);
}

/** Looks at every prepared net. */
export async function verifyPreparedNets(directory: ModelDirectory): Promise<readonly PreparedNetState[]> {
  const states: PreparedNetState[] = [];
  for (const role of ROLES) {
    const content = await contentOf(role, directory);
    const state = content ? (isPinned(role, content) ? 'ok' : 'damaged') : 'missing';
    states.push({ role, stored: storedAs(role), sha256: PREPARED_NETS[role].sha256, state });
  }
  return states;
}

/**
 * Converts the nets that are missing or damaged from their stored sources and puts them in place, one by one.
 * @returns the roles that were converted
 * @throws ModelMissing, ModelDamaged, and the system errors of writing
 */
export async function prepareNets(directory: ModelDirectory): Promise<readonly Role[]> {
  const roles = (await verifyPreparedNets(directory)).filter(({ state }) => state !== 'ok').map(({ role }) => role);
  for (const role of roles) {
    const path = join(directory.root, storedAs(role));
    await makeModelFolder(directory.root, dirname(path));
    await writeAtomically(path, await convertToPinned(role, directory));
  }
  return roles;
}

/**
 * Converts the net of a role in memory.
 * @throws ModelMissing, ModelDamaged when a source is, or when the result is not the pinned net
 */
export async function convertToPinned(role: Role, directory: ModelDirectory): Promise<Uint8Array> {
  // Loaded here and not above: a start that finds its nets prepared does without the converter.
  const { convertModel } = await import('./convertModel.ts');
  const content = await convertModel(role, directory);
  if (!isPinned(role, content)) throw new ModelDamaged(storedAs(role), 'was not converted to the pinned net');
  return content;
}

const storedAs = (role: Role): string => `prepared/${role}.onnx`;

/** In memory that threads can share, so that it need not be copied for them. */
async function contentOf(role: Role, directory: ModelDirectory): Promise<Uint8Array | undefined> {
  try {
    const file = await open(join(directory.root, storedAs(role)));
    try {
      const content = new Uint8Array(new SharedArrayBuffer((await file.stat()).size));
      const { bytesRead } = await file.read(content);
      return content.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}

function isPinned(role: Role, content: Uint8Array): boolean {
  const { size, sha256 } = PREPARED_NETS[role];
  return content.byteLength === size && createHash('sha256').update(content).digest('hex') === sha256;
}
