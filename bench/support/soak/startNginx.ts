import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../../test/support/freePort.ts';

const PRINTED = new URL('../../../deploy/compose/nginx.conf', import.meta.url);

export interface Proxy {
  readonly url: string;
  close(): Promise<void>;
}

/** nginx with the configuration of deploy/compose in front of two nodes: only the addresses are changed. */
export async function startNginx(folder: string, ports: readonly [number, number]): Promise<Proxy> {
  const port = await freePort();
  const printed = readFileSync(PRINTED, 'utf8')
    .replace('node-a:5140', `127.0.0.1:${ports[0]}`)
    .replace('node-b:5140', `127.0.0.1:${ports[1]}`)
    .replace('listen 5140', `listen 127.0.0.1:${port}`)
    .replace(
      'http {',
      `http {\n${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder};`).join('\n')}`,
    );
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, `daemon off;\npid ${folder}/pid;\n${printed}`);
  const nginx = spawn('nginx', ['-c', file, '-e', join(folder, 'error.log')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  while (
    !(await fetch(`${url}/version`).then(
      (answer) => answer.ok,
      () => false,
    ))
  ) {
    if (nginx.exitCode !== null) throw new Error(`nginx ended with ${nginx.exitCode}`);
    await pause(50);
  }
  return {
    url,
    close: async () => {
      nginx.kill('SIGTERM');
      if (nginx.exitCode === null) await once(nginx, 'exit');
    },
  };
}
