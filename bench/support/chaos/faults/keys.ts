import { randomBytes } from 'node:crypto';
import { waitFor } from '../../../../test/support/fuzz/serverState.ts';
import { ask, askForOpening } from '../ask.ts';
import type { Fault, Scene } from '../fault.ts';
import type { MasterKeys } from '../site/masterKeys.ts';
import type { ChaosNode } from '../site/node.ts';
import type { Site } from '../site/site.ts';
import { anyNode } from './anyNode.ts';

const TAKEN_MS = 20_000;
const DEATH_MS = 20_000;
const KMS_SAYS = 'the KMS does not answer';
const NOT_RELOADED = 'settings were not reloaded, the old ones stay';

/** What an operator writes by mistake in place of the key ring. */
const BAD_RINGS = [
  '',
  'k1:c2hvcnQ=',
  // One that opens nothing of what is there.
  `k1:${randomBytes(32).toString('base64')}`,
];

/** A fault of an installation whose vectors and portraits are sealed. */
function ofKeys(
  parts: Pick<Fault, 'name' | 'wellWithinSeconds' | 'mayRefuse' | 'mayCut'>,
  cause: (keys: MasterKeys, scene: Scene) => Promise<void>,
): Fault {
  return {
    ...parts,
    async cause(scene) {
      if (!scene.site.sealed) throw new Error('nothing is sealed');
      await cause(scene.site.sealed.keys, scene);
    },
  };
}

async function reloadAll({ nodes }: Site, isTaken: (node: ChaosNode) => Promise<boolean>): Promise<void> {
  for (const node of nodes) {
    node.reload();
    if (!(await waitFor(() => isTaken(node), TAKEN_MS))) throw new Error(`${node.name} did not take its settings`);
  }
}

const hasRing = (keys: MasterKeys) => async (node: ChaosNode) =>
  (await node.keyRing()).join() === [...keys.ring.byName.keys()].join();

/** As docs/encryption.md has it: every node can open what the new key wraps before one wraps with it. Nobody notices. */
const rotated = ofKeys(
  { name: 'master key rotated', wellWithinSeconds: 10, mayRefuse: false, mayCut: false },
  async (keys, { site, lifted, random, patience }) => {
    const newest = keys.add();
    await reloadAll(site, hasRing(keys));
    keys.activateNewest();
    const [first] = site.nodes as [ChaosNode];
    first.reload();
    if (!(await waitFor(() => hasRing(keys)(first), TAKEN_MS))) throw new Error('the active key was not taken');
    // The first wraps with the new key, the others with the former one, and each reads what the other stored.
    const newcomers = await Promise.all(site.nodes.map((node) => enrolNewcomer(site, node, patience)));
    await readNewcomers(site, newcomers);
    await reloadAll(site, hasRing(keys));
    const inUse = await anyNode(site, random).rotateKeys();
    keys.dropFormer();
    await reloadAll(site, hasRing(keys));
    lifted();
    if (inUse.join() !== newest) throw new Error(`keys are wrapped by ${inUse.join()}, and not by ${newest} alone`);
    await readNewcomers(site, newcomers);
    for (const { accountId } of newcomers) await first.eraseAccount(accountId);
  },
);

interface Newcomer {
  readonly accountId: string;
  readonly token: string;
  readonly descriptorId: string;
}

/** Its first face makes a key for the account. */
async function enrolNewcomer(site: Site, node: ChaosNode, patience: number): Promise<Newcomer> {
  const account = await node.createAccount();
  const wish = { method: 'POST', path: '/4/storage/descriptors', image: site.photo } as const;
  const { status, text } = await ask(node, site, wish, { token: account.token, patience });
  if (status !== 201) throw new Error(`the first face of an account: ${status} ${text}`);
  const { faces } = JSON.parse(text) as { faces: readonly { id: string }[] };
  return { ...account, descriptorId: faces[0]?.id ?? '' };
}

async function readNewcomers(site: Site, newcomers: readonly Newcomer[]): Promise<void> {
  for (const node of site.nodes) {
    for (const { token, descriptorId } of newcomers) {
      const path = `/4/storage/portraits/${descriptorId}`;
      const { status } = await ask(node, site, { method: 'GET', path }, { token });
      if (status !== 200) throw new Error(`${node.name} cannot read the portrait of a new account: ${status}`);
    }
  }
}

const commandFails = ofKeys(
  { name: 'key command fails', wellWithinSeconds: 30, mayRefuse: true, mayCut: true },
  async (keys, { site, lifted, random }) => {
    const node = anyNode(site, random);
    keys.failCommand(KMS_SAYS);
    try {
      await node.end('SIGTERM');
      const refusal = await node.start(keys.settings('command')).then(() => 'it started', String);
      if (!refusal.includes(KMS_SAYS)) throw new Error(`a node without keys said: ${refusal}`);
      keys.mendCommand();
      await node.start();
      keys.failCommand(KMS_SAYS);
      node.reload();
      const isRefused = await waitFor(async () => node.said.includes(KMS_SAYS), TAKEN_MS);
      if (!isRefused) throw new Error('nothing was said of a key command that fails');
    } finally {
      keys.mendCommand();
      await node.end('SIGTERM');
      lifted();
      await node.start(keys.settings('file'));
    }
  },
);

const badRing = ofKeys(
  { name: 'key ring bad, and read again', wellWithinSeconds: 10, mayRefuse: false, mayCut: false },
  async (keys, { site, lifted }) => {
    try {
      for (const text of BAD_RINGS) {
        keys.spoil(text);
        const before = new Map(site.nodes.map((node) => [node, refusals(node)]));
        await reloadAll(site, async (node) => refusals(node) > (before.get(node) ?? 0));
      }
    } finally {
      keys.mend();
      lifted();
    }
    await reloadAll(site, hasRing(keys));
  },
);

function refusals({ said }: ChaosNode): number {
  return said.split(NOT_RELOADED).length - 1;
}

const openingThread = ofKeys(
  { name: 'thread that opens vectors dies', wellWithinSeconds: 15, mayRefuse: true, mayCut: false },
  async (_, { site, lifted, random }) => {
    const node = anyNode(site, random);
    await node.doomThread('sealing');
    const failed = async () => (await ask(node, site, askForOpening(site))).status === 503;
    if (!(await waitFor(failed, DEATH_MS))) throw new Error('no search failed');
    lifted();
    const { status } = await ask(node, site, askForOpening(site));
    if (status !== 201) throw new Error(`after it was replaced: ${status}`);
  },
);

export const KEY_FAULTS: readonly Fault[] = [rotated, commandFails, badRing, openingThread];
