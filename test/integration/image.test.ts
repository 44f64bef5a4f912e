import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DockerfileParser } from 'dockerfile-ast';
import { afterAll, describe, expect, it } from 'vitest';
import { testModels } from '../support/models.ts';
import { needs } from '../support/run/needs.ts';
import { copyCheckout, ROOT, type Started, shellOf } from './support/installWays.ts';
import { PrivateMachine } from './support/privateMachine.ts';

/** The image as it was promised, in megabytes, and what its base has of them (node:22-bookworm-slim, unpacked). */
const MOST_MB = 700;
const BASE_MB = 250;

const folder = mkdtempSync(join(tmpdir(), 'luna-image-'));
const home = join(folder, 'home');
const context = join(folder, 'context');
mkdirSync(home);
afterAll(() => rmSync(folder, { recursive: true, force: true }), 600_000);

const probe = await PrivateMachine.open(join(folder, 'probe'));
await probe?.close();

const stages: { keyword: string; text: string }[][] = [];
for (const each of DockerfileParser.parse(readFileSync(join(ROOT, 'Dockerfile'), 'utf8')).getInstructions()) {
  if (each.getKeyword() === 'FROM') stages.push([]);
  stages.at(-1)?.push({ keyword: each.getKeyword(), text: each.getRawArgumentsContent() ?? '' });
}

/** What a builder would do for these instructions, as a script; the base is this machine with its Node.js. */
function scriptOf(stage: readonly { keyword: string; text: string }[]): string {
  return stage
    .flatMap(({ keyword, text }) => {
      if (keyword === 'WORKDIR') return [`mkdir -p ${text}`, `cd ${text}`];
      if (keyword === 'COPY' && text === '. .') return [`cp -r ${context}/. .`];
      return keyword === 'RUN' ? [text] : [];
    })
    .join('\n');
}

const machines = process.env.IMAGE_STEPS
  ? needs(probe, 'root alone can run the steps of the Dockerfile')
  : needs(false, 'it takes minutes and asks the package registry: IMAGE_STEPS=1 runs the steps of the Dockerfile');

describe('the steps of the Dockerfile', { timeout: 900_000, ...machines }, () => {
  it('make what starts as its user on a read-only root, without a network, and is small enough', async () => {
    mkdirSync(context);
    await copyCheckout(context);
    const machine = await PrivateMachine.open(join(folder, 'machine'));
    if (!machine) throw new Error('there was one a moment ago');
    let service: Started | undefined;
    try {
      const env = shellOf(dirname(process.execPath), home);
      const [build = [], image = []] = stages;
      // The weights are here already: the step finds them, and checks them.
      const models = (await testModels()).root;
      const prepared = `mkdir -p /usr/local/luna && cp -r ${models} /usr/local/luna/models`;
      const built = await machine.run(`umask 022\n${prepared}\n${scriptOf(build)}`, env);
      expect(built.code, built.stderr).toBe(0);
      const made = await machine.run(scriptOf(image), env);
      expect(made.code, made.stderr).toBe(0);

      const size = await machine.run('du -sm /usr/local/luna | cut -f1', env);
      expect(Number(size.stdout)).toBeLessThan(MOST_MB - BASE_MB);
      const bom = await machine.run('cat /usr/local/luna/sbom.cdx.json', env);
      const { bomFormat, components } = JSON.parse(bom.stdout) as {
        bomFormat: string;
        components: readonly { name: string; purl: string }[];
      };
      const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
      expect(bomFormat).toBe('CycloneDX');
      expect(components.map(({ purl }) => purl.replace(/^pkg:npm\/(.*)@[^@]*$/, '$1').replace('%40', '@'))).toEqual(
        expect.arrayContaining(Object.keys(dependencies)),
      );

      const variables = image
        .filter(({ keyword }) => keyword === 'ENV')
        .map(({ text }) => text.replace(/\\\s*\n\s*/g, ' '));
      const [user = '', group = ''] = (image.find(({ keyword }) => keyword === 'USER')?.text ?? '').split(':');
      const node = `PATH=${dirname(process.execPath)}:/usr/local/luna/bin:/usr/bin:/bin`;
      const inside = [
        'mount --bind /var/lib/luna /var/lib/luna',
        'mount -t tmpfs -o mode=1777 tmpfs /tmp',
        ...['/', '/etc', '/usr', '/var/lib'].map((each) => `mount -o remount,bind,ro ${each}`),
        'ip link set lo up',
        'cd /var/lib/luna',
        `exec setpriv --reuid ${user} --regid ${group} --clear-groups --no-new-privs --bounding-set=-all ` +
          `env -i ${variables.join(' ')} ${node} PORT=0 VISION_WORKERS=1 luna-backport3 serve`,
      ];
      service = machine.start(`exec unshare --mount --net sh -euc '${inside.join('\n')}'`, env);
      const line = await service.firstLine;
      if (line === undefined) expect.unreachable(`ended before it was ready: ${(await service.ended).stderr}`);
      expect(line).toMatch(/data \/var\/lib\/luna · models \S+ in \/usr\/local\/luna\/models/);
      console.info(`image: ${size.stdout.trim()} MB beside its base; ${line.split(':', 1)[0]}`);
      service.child.kill('SIGTERM');
      expect(await service.ended).toMatchObject({ code: 0, stderr: expect.stringContaining('"msg":"closed"') });
    } finally {
      service?.child.kill('SIGKILL');
      await machine.close();
    }
  });
});
