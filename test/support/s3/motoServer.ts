import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../freePort.ts';

/** moto's server speaks S3's protocol; CI installs it. */
const COMMAND = process.env.MOTO_SERVER || 'moto_server';
export const hasMoto = spawnSync(COMMAND, ['--help'], { stdio: 'ignore' }).status === 0;

const START_MS = 120_000;

export interface MotoServer {
  readonly url: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  createBucket(name: string): Promise<void>;
  /**
   * From now on each request needs a signature of the user, or none is looked at. Those of lists fail where a name has a
   * slash: moto decodes the query before it hashes it, other services do not.
   */
  checkSignatures(on: boolean): Promise<void>;
  /** A request as any S3 client would make it. @param path `bucket/key?query` */
  call(method: string, path: string, body?: string): Promise<{ status: number; bytes: Buffer }>;
  /** Names of the objects that begin so, in their order. */
  keys(bucket: string, prefix: string): Promise<readonly string[]>;
  /** It does nothing, and keeps its connections, until it is thawed: then it does all that was asked. */
  freeze(): void;
  thaw(): void;
  close(): Promise<void>;
}

/** An empty S3 service with one user, in a process of its own. */
export async function startMotoServer(): Promise<MotoServer> {
  const port = await freePort();
  const server = spawn(COMMAND, ['-H', '127.0.0.1', '-p', String(port)], {
    stdio: 'ignore',
  });
  const url = `http://127.0.0.1:${port}`;
  await untilItAnswers(`${url}/moto-api/`, server);
  const { accessKeyId, secretAccessKey } = await createUser(url);
  const call: MotoServer['call'] = async (method, path, body) => {
    // Whom it knows may read; it looks at no more while it checks no signatures.
    const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20200101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=x`;
    const answer = await fetch(`${url}/${path}`, {
      method,
      headers: { authorization },
      ...(body !== undefined && { body }),
    });
    return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
  };
  return {
    url,
    accessKeyId,
    secretAccessKey,
    call,
    async createBucket(name) {
      const { status, bytes } = await call('PUT', name);
      if (status !== 200) throw new Error(`no bucket: ${status} ${bytes}`);
    },
    async checkSignatures(on) {
      await fetch(`${url}/moto-api/reset-auth`, { method: 'POST', body: on ? '0' : 'inf' });
    },
    async keys(bucket, prefix) {
      const found: string[] = [];
      for (let isWhole = false; !isWhole; ) {
        const range = new URLSearchParams({ 'list-type': '2', prefix, 'start-after': found.at(-1) ?? '' });
        const page = (await call('GET', `${bucket}?${range}`)).bytes.toString();
        found.push(...[...page.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => key));
        isWhole = !/<IsTruncated>true</i.test(page);
      }
      return found;
    },
    freeze: () => void server.kill('SIGSTOP'),
    thaw: () => void server.kill('SIGCONT'),
    async close() {
      server.kill('SIGKILL');
      if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
    },
  };
}

async function untilItAnswers(url: string, server: ChildProcess): Promise<void> {
  const end = performance.now() + START_MS;
  while (performance.now() < end && server.exitCode === null) {
    if (
      await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    await pause(100);
  }
  server.kill('SIGKILL');
  throw new Error('moto_server does not start');
}

async function createUser(url: string): Promise<{ accessKeyId: string; secretAccessKey: string }> {
  const scope = 'a/20200101/us-east-1/iam/aws4_request';
  const headers = { authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=x` };
  const ask = async (parameters: Record<string, string>) => {
    const body = new URLSearchParams({ Version: '2010-05-08', UserName: 'luna', ...parameters });
    return (await fetch(url, { method: 'POST', headers, body })).text();
  };
  const mayAll = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] };
  await ask({ Action: 'CreateUser' });
  await ask({ Action: 'PutUserPolicy', PolicyName: 'all', PolicyDocument: JSON.stringify(mayAll) });
  const key = await ask({ Action: 'CreateAccessKey' });
  const read = (name: string) => new RegExp(`<${name}>([^<]+)</${name}>`).exec(key)?.[1] ?? '';
  return { accessKeyId: read('AccessKeyId'), secretAccessKey: read('SecretAccessKey') };
}
