import { setTimeout as pause } from 'node:timers/promises';
import { waitFor } from '../../../../test/support/fuzz/serverState.ts';
import { ask, askForThreads } from '../ask.ts';
import type { Fault } from '../fault.ts';
import { anyNode } from './anyNode.ts';

const FROZEN_MS = 5000;
const DAY_MS = 24 * 3600 * 1000;
const JUMPED_MS = 3000;
const DEATH_MS = 20_000;

const killed: Fault = {
  name: 'node killed (-9)',
  async cause({ site, lifted, random }) {
    const node = anyNode(site, random);
    await node.end('SIGKILL');
    lifted();
    await node.start();
  },
  wellWithinSeconds: 30,
  mayRefuse: true,
  mayCut: true,
};

const frozen: Fault = {
  name: `node frozen for ${FROZEN_MS / 1000} s`,
  async cause({ site, lifted, random }) {
    const node = anyNode(site, random);
    node.freeze();
    await pause(FROZEN_MS);
    node.thaw();
    lifted();
  },
  wellWithinSeconds: 10,
  // What came meanwhile comes all at once.
  mayRefuse: true,
  mayCut: false,
};

const clockJumped: Fault = {
  name: 'clock a day forward, a day back, and right again',
  async cause({ site, lifted, random }) {
    const node = anyNode(site, random);
    for (const [ms, doubt] of [
      [DAY_MS, 'forward'],
      [-DAY_MS, 'back'],
    ] as const) {
      await node.setClock(ms);
      await pause(JUMPED_MS);
      const skipped = await node.collectGarbage(false);
      if (!skipped?.includes(doubt))
        throw new Error(`garbage was collected while the clock was set ${doubt}: ${skipped}`);
    }
    await node.setClock(0);
    lifted();
  },
  wellWithinSeconds: 10,
  mayRefuse: false,
  mayCut: false,
  // What the searches of that day left behind is younger than nothing, and would be kept until tomorrow.
  async afterwards({ nodes: [node] }) {
    await node?.setClock(DAY_MS);
    await waitFor(async () => (await node?.collectGarbage(false))?.includes('forward') === true, JUMPED_MS);
    await node?.collectGarbage(true);
    await node?.setClock(0);
  },
};

const faceThread: Fault = {
  name: 'thread of the face engine dies',
  async cause({ site, lifted, random }) {
    const node = anyNode(site, random);
    const before = await node.metric('luna_vision_thread_deaths_total');
    await node.doomThread('face engine');
    const died = async () => (await node.metric('luna_vision_thread_deaths_total')) > before;
    if (!(await waitFor(died, DEATH_MS))) throw new Error('no thread died');
    lifted();
  },
  wellWithinSeconds: 15,
  mayRefuse: true,
  mayCut: false,
};

const searchThread: Fault = {
  name: 'search thread dies',
  async cause({ site, lifted, random }) {
    const node = anyNode(site, random);
    await node.doomThread('gallery scan');
    const failed = async () => (await ask(node, site, askForThreads(site))).status === 503;
    if (!(await waitFor(failed, DEATH_MS))) throw new Error('no search failed');
    lifted();
  },
  wellWithinSeconds: 15,
  mayRefuse: true,
  mayCut: false,
};

export const NODE_FAULTS: readonly Fault[] = [killed, frozen, clockJumped, faceThread, searchThread];
