import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { TestOptions } from 'vitest';
import { needs } from '../../../../support/run/needs.ts';
import { DICTIONARY } from './dictionary.ts';

/** Debian's libh2-java; another place by the variable. */
const H2_JAR = process.env.H2_JAR ?? '/usr/share/java/h2.jar';
/** The process lives for seconds: what Java's second compiler and its parallel collector cost is never earned back. */
const OPTIONS = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Duser.timezone=UTC', '-Xmx512m'];
const BRIDGE = fileURLToPath(new URL('Bridge.java', import.meta.url));

/** Why H2 cannot be started here; undefined when it can. */
function missingForH2(): string | undefined {
  if (!existsSync(H2_JAR)) return `there is no ${H2_JAR} (Debian: libh2-java)`;
  try {
    const modules = execFileSync('java', ['--list-modules'], { encoding: 'utf8' });
    // `java File.java` compiles in memory, which a mere runtime cannot.
    return modules.includes('jdk.compiler')
      ? undefined
      : 'java is a runtime without a compiler (Debian: default-jdk-headless)';
  } catch {
    return 'there is no java (Debian: default-jdk-headless)';
  }
}

/** Options of tests that start H2. */
export function needsH2(): TestOptions {
  const missing = missingForH2();
  return needs(missing === undefined, missing ?? '');
}

export class H2Error extends Error {
  readonly number: number;
  constructor(number: number, message: string) {
    super(message);
    this.number = number;
  }
}

/** A database of H2 in Oracle mode, in the memory of a Java process. */
export class H2Process {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #waiting = new Map<string, { resolve(fields: string[]): void; reject(error: Error): void }>();
  #requests = 0;
  #sessions = 0;

  constructor() {
    const url = 'jdbc:h2:mem:luna;MODE=Oracle;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000';
    this.#child = spawn('java', [...OPTIONS, '-cp', H2_JAR, BRIDGE, url, ...DICTIONARY]);
    this.#child.stderr.pipe(process.stderr);
    createInterface(this.#child.stdout).on('line', (line) => this.#answered(line));
    this.#child.once('close', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('H2 has gone'));
    });
  }

  nextSession(): string {
    this.#sessions += 1;
    return String(this.#sessions);
  }

  /** @throws H2Error */
  ask(session: string, ...fields: string[]): Promise<string[]> {
    this.#requests += 1;
    const number = String(this.#requests);
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
      this.#child.stdin.write(`${[number, session, ...fields].join('\t')}\n`);
    });
  }

  /** Drops all that tests have made: quicker than a new process by two seconds of a processor. */
  async empty(): Promise<void> {
    const session = this.nextSession();
    for (const verb of ['open', 'empty', 'close']) await this.ask(session, verb);
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const closed = new Promise((resolve) => this.#child.once('close', resolve));
    this.#child.stdin.end();
    await closed;
  }

  #answered(line: string): void {
    const [number = '', outcome, ...fields] = line.split('\t');
    const waiting = this.#waiting.get(number);
    this.#waiting.delete(number);
    if (outcome === 'ok') {
      waiting?.resolve(fields);
    } else {
      const [code, message = ''] = fields;
      waiting?.reject(new H2Error(Number(code), Buffer.from(message, 'base64').toString()));
    }
  }
}
