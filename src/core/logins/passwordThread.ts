import { serveJobs } from '../../concurrency/threads/serveJobs.ts';
import { hashPassword, type PasswordCost, verifyPassword } from './passwords.ts';

/** `hash` absent: hash the password. Present: does the password fit? */
export interface PasswordJob {
  readonly password: string;
  readonly cost: PasswordCost;
  readonly hash?: string;
}

/** A thread that does nothing but scrypt: libuv's own four are shared with files and pictures. */
serveJobs<PasswordJob, string | boolean>(async ({ password, cost, hash }) => ({
  response: hash === undefined ? hashPassword(password, cost) : verifyPassword(password, hash, cost),
}));
