/**
 * What a person costs at least: fastify, the token looked up, one statement. A process of its own, as the service is, started by
 * `startBareServer`; answers bodies of the same shape and checks nothing.
 */
import { randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import pg from 'pg';
import { LogSync } from '../../../src/databases/pglite/files/logSync.ts';
import { openInDirectory } from '../../../src/databases/pglite/pgliteFiles.ts';

type Row = Readonly<Record<string, unknown>>;
interface Statement {
  readonly name: string;
  readonly text: string;
}
type Ask = (statement: Statement, values: readonly unknown[]) => Promise<readonly Row[]>;

const TOKEN: Statement = {
  name: 'token',
  text: 'select account.account_id from account_token join account on account.account_id = account_token.account_id where account_token.token_id = $1',
};
const GET: Statement = { name: 'get', text: 'select * from person where person_id = $1 and account_id = $2' };
const CREATE: Statement = {
  name: 'create',
  text: 'insert into person (person_id, account_id, user_data, external_id, create_time) values ($1, $2, $3, $4, $5)',
};

const ask = await open(process.env.BARE_POSTGRES, process.env.BARE_PGLITE);
const app = Fastify({ logger: false });

async function accountOf(token: unknown): Promise<unknown> {
  const [row] = await ask(TOKEN, [token]);
  if (!row) throw new Error('unknown token');
  return row.account_id;
}

app.get<{ Params: { id: string } }>('/4/storage/persons/:id', async ({ headers, params }) => {
  const account = await accountOf(headers['x-auth-token']);
  const [person] = await ask(GET, [params.id, account]);
  return { ...person, descriptors: [], lists: [] };
});

app.post<{ Body: { user_data: string; external_id: string } }>(
  '/4/storage/persons',
  async ({ headers, body }, reply) => {
    const account = await accountOf(headers['x-auth-token']);
    const id = randomUUID();
    await ask(CREATE, [id, account, body.user_data, body.external_id, new Date().toISOString().slice(0, 19)]);
    return reply.code(201).send({ person_id: id });
  },
);

console.log(`ready ${await app.listen({ host: '127.0.0.1', port: 0 })}`);

async function open(dsn: string | undefined, directory: string | undefined): Promise<Ask> {
  if (dsn !== undefined) {
    const pool = new pg.Pool({ connectionString: dsn, max: 10 });
    return async (statement, values) => (await pool.query({ ...statement, values: [...values] })).rows;
  }
  const database = await openInDirectory(`${directory}`, { info() {}, warn() {} }, new LogSync());
  // An answer means that the row is on the disk, as the service has it by other means.
  await database.query('set synchronous_commit = on');
  return async ({ text }, values) => (await database.query<Row>(text, [...values])).rows;
}
