import { createHmac, hash, randomBytes } from 'node:crypto';
import type { AuditEntry, AuditItem, AuditRow } from '../../store/ports/upkeep/auditLog.ts';

/** Makes and checks the hashes of the audit log. */
export interface AuditSeal {
  /** A value with a salt of its own. */
  close(name: string, value: string): AuditItem;
  /** What is left of an item when its value is erased: the hashes of the log still hold. */
  erase(item: AuditItem): AuditItem;
  /** The hash of an entry at that place behind that hash. */
  link(before: string, seq: number, entry: AuditEntry): string;
}

const SALT_BYTES = 12;
/** Random bytes are cheap by the thousand. */
const SALTS_AT_ONCE = 256;

/** @param key with it only those who have it can make a hash; without it whoever can write to the table can */
export function createAuditSeal(key: string | undefined): AuditSeal {
  const digest = (text: string) =>
    key === undefined ? sha256(text) : createHmac('sha256', key).update(text).digest('base64url');
  const nextSalt = saltsOf();
  // Without the key, which the hash of the entry has: an entry has ten of these, and a keyed one takes five times as long.
  const commitmentOf = ([name, value, proof]: AuditItem) =>
    value === null ? proof : sha256(JSON.stringify([name, value, proof]));
  return {
    close: (name, value) => [name, value, nextSalt()],
    erase: (item) => [item[0], null, commitmentOf(item)],
    link: (before, seq, { time, action, operation, status, items }) =>
      digest(JSON.stringify([before, seq, time, action, operation, status, items.map(commitmentOf)])),
  };
}

const sha256 = (text: string) => hash('sha256', text, 'base64url');

function saltsOf(): () => string {
  let bytes = Buffer.alloc(0);
  return () => {
    if (bytes.length === 0) bytes = randomBytes(SALT_BYTES * SALTS_AT_ONCE);
    const salt = bytes.toString('base64url', 0, SALT_BYTES);
    bytes = bytes.subarray(SALT_BYTES);
    return salt;
  };
}

/** Whether a row of the log stands where its hash says, behind the hash before it. */
export function fits(seal: AuditSeal, before: string, row: AuditRow): boolean {
  return seal.link(before, row.seq, row) === row.hash;
}
