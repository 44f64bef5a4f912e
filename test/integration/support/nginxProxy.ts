import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../support/freePort.ts';
import { ROOT } from './printedBlocks.ts';

export const hasNginx = spawnSync('nginx', ['-v']).status === 0 && spawnSync('openssl', ['version']).status === 0;

export interface Proxy {
  /** Sends a request through it, whoever has signed its certificate. */
  ask(path: string, options?: { method?: string; headers?: Record<string, string>; body?: Buffer }): Promise<Answered>;
  close(): Promise<void>;
}

interface Answered {
  readonly status: number;
  readonly text: string;
}

/** nginx with the server block that docs/production prints, in front of `service`; only addresses and paths are changed. */
export async function startNginx(folder: string, service: string): Promise<Proxy> {
  const port = await freePort();
  mkdirSync(folder, { recursive: true });
  const key = ['-keyout', join(folder, 'luna.key'), '-out', join(folder, 'luna.pem')];
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=luna.example.com', ...key];
  const { status, stderr } = spawnSync('openssl', made, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const printed = readFileSync(join(ROOT, 'docs/production/nginx.conf'), 'utf8')
    .replace('listen 443 ssl', `listen 127.0.0.1:${port} ssl`)
    .replace('/etc/ssl/certs/luna.pem', join(folder, 'luna.pem'))
    .replace('/etc/ssl/private/luna.key', join(folder, 'luna.key'))
    .replace('http://127.0.0.1:5140', service);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${folder}/t;`,
  );
  const file = join(folder, 'nginx.conf');
  const whole = `daemon off;\npid ${folder}/pid;\nevents {}\nhttp {\naccess_log off;\n${temporary.join('\n')}\n${printed}}\n`;
  writeFileSync(file, whole);
  const nginx = spawn('nginx', ['-c', file, '-e', join(folder, 'error.log')], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  nginx.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const ask: Proxy['ask'] = (path, options = {}) => askTls(port, path, options);
  await answers(nginx, ask, () => said);
  return {
    ask,
    async close() {
      nginx.kill('SIGTERM');
      if (nginx.exitCode === null) await once(nginx, 'exit');
    },
  };
}

async function answers(nginx: ChildProcess, ask: Proxy['ask'], said: () => string): Promise<void> {
  while (nginx.exitCode === null) {
    const status = await ask('/livez').then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) return;
    await pause(50);
  }
  throw new Error(`nginx ended: ${said()}`);
}

async function askTls(
  port: number,
  path: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: Buffer },
): Promise<Answered> {
  const asked = request({ host: '127.0.0.1', port, path, method, headers, rejectUnauthorized: false });
  asked.end(body);
  const [answer] = await once(asked, 'response');
  let text = '';
  for await (const chunk of answer) text += chunk;
  return { status: answer.statusCode, text };
}
