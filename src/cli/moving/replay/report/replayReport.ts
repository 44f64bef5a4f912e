import type { Decision } from '../compare/compareCandidates.ts';
import type { Compared } from '../compare/compareJson.ts';
import type { Finding, Grade } from '../compare/finding.ts';
import type { Exchange, RecordedAnswer } from '../record/exchange.ts';

export interface OperationCounts {
  requests: number;
  same: number;
  breaks: number;
  decides: number;
  differs: number;
  left_out: number;
  /** Sums over what was compared. */
  there_ms: number;
  here_ms: number;
}

export interface ToldFinding {
  readonly operation: string;
  readonly grade: Grade;
  readonly rule: string;
  readonly where: string;
  count: number;
  readonly examples: { readonly request: string; readonly there: string; readonly here: string }[];
}

const MOST_EXAMPLES = 5;
/** Kinds of findings; further ones are only counted. */
const MOST_KINDS = 1000;
const MOST_OPERATIONS = 500;
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const GRADES: readonly Grade[] = ['breaks', 'decides', 'differs'];

/** What was compared, counted by operation; its size does not grow with the requests. */
export class ReplayReport {
  readonly from: string;
  readonly to: string;
  readonly time = new Date().toISOString();
  readonly operations = new Map<string, OperationCounts>();
  readonly leftOut = new Map<string, number>();
  readonly decisions = new Map<Decision, number>();
  readonly #findings = new Map<string, ToldFinding>();

  constructor(from: string, to: string) {
    this.from = from;
    this.to = to;
  }

  leaveOut(exchange: Exchange, reason: string): void {
    const counts = this.#countsOf(exchange);
    counts.requests++;
    counts.left_out++;
    this.leftOut.set(reason, (this.leftOut.get(reason) ?? 0) + 1);
  }

  compared(exchange: Exchange, there: RecordedAnswer, here: RecordedAnswer, { findings, decisions }: Compared): void {
    const counts = this.#countsOf(exchange);
    counts.requests++;
    counts.there_ms += there.milliseconds;
    counts.here_ms += here.milliseconds;
    counts[worstOf(findings) ?? 'same']++;
    for (const decision of decisions) this.decisions.set(decision, (this.decisions.get(decision) ?? 0) + 1);
    for (const each of findings) this.#note(exchange, each);
  }

  /** Requests with a finding that clients would notice. */
  get noticed(): number {
    return [...this.operations.values()].reduce((sum, { breaks, decides }) => sum + breaks + decides, 0);
  }

  /** The gravest and most frequent first. */
  get findings(): readonly ToldFinding[] {
    return [...this.#findings.values()].sort(
      (a, b) => GRADES.indexOf(a.grade) - GRADES.indexOf(b.grade) || b.count - a.count,
    );
  }

  summary() {
    const total = { requests: 0, same: 0, breaks: 0, decides: 0, differs: 0, left_out: 0 };
    for (const counts of this.operations.values()) {
      for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += counts[name];
    }
    return { ...total, decisions: Object.fromEntries(this.decisions) };
  }

  #note({ method, path }: Exchange, { grade, rule, where, there, here }: Finding): void {
    const operation = operationOf(method, path);
    const name = [operation, grade, rule, where].join('\n');
    const known = this.#findings.get(name) ?? { operation, grade, rule, where, count: 0, examples: [] };
    known.count++;
    if (known.examples.length < MOST_EXAMPLES) known.examples.push({ request: `${method} ${path}`, there, here });
    if (this.#findings.has(name) || this.#findings.size < MOST_KINDS) this.#findings.set(name, known);
  }

  #countsOf({ method, path }: Exchange): OperationCounts {
    const wanted = operationOf(method, path);
    const operation = this.operations.has(wanted) || this.operations.size < MOST_OPERATIONS ? wanted : 'others';
    const known = this.operations.get(operation);
    if (known) return known;
    const counts = { requests: 0, same: 0, breaks: 0, decides: 0, differs: 0, left_out: 0, there_ms: 0, here_ms: 0 };
    this.operations.set(operation, counts);
    return counts;
  }
}

/** `GET /4/storage/persons/{id}`. */
function operationOf(method: string, path: string): string {
  return `${method} ${(path.split('?', 1)[0] ?? '').replace(ID, '{id}')}`;
}

function worstOf(findings: readonly Finding[]): Grade | undefined {
  return GRADES.find((grade) => findings.some((each) => each.grade === grade));
}
