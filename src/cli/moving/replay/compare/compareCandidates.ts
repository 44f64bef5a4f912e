import { type Finding, finding } from './finding.ts';

/** From which similarity a client takes a candidate for the person. */
export interface Thresholds {
  readonly there: number;
  readonly here: number;
}

/** How a search ended on both sides. */
export type Decision = 'same person' | 'nobody' | 'another person' | 'only there' | 'only here';

interface Candidate {
  readonly similarity: number;
  readonly who: string;
}

/** Whom a client would recognise on each side, and in which order candidates come; similarities themselves are others. */
export function compareCandidates(
  there: readonly unknown[],
  here: readonly unknown[],
  where: string,
  thresholds: Thresholds,
): { readonly decision: Decision; readonly findings: readonly Finding[] } {
  const [old, own] = [there.map(toCandidate), here.map(toCandidate)];
  const decision = decide(recognised(old, thresholds.there), recognised(own, thresholds.here));
  const findings: Finding[] = [];
  const told = (list: readonly Candidate[]) =>
    list
      .slice(0, 3)
      .map(({ who, similarity }) => `${who} ${similarity.toFixed(3)}`)
      .join(', ') || 'nobody';
  if (decision !== 'same person' && decision !== 'nobody') {
    findings.push(finding('decides', `recognised: ${decision}`, where, told(old), told(own)));
  } else if (decision === 'same person' ? old[0]?.who !== own[0]?.who : false) {
    findings.push(finding('decides', 'another first candidate', where, told(old), told(own)));
  } else if (old.some(({ who }, rank) => own[rank]?.who !== who)) {
    findings.push(finding('differs', 'order of candidates', where, told(old), told(own)));
  }
  if (old.length !== own.length) {
    findings.push(finding('differs', 'number of candidates', where, old.length, own.length));
  }
  return { decision, findings };
}

function toCandidate(value: unknown): Candidate {
  const { similarity, person_id, descriptor_id, id } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return { similarity: Number(similarity), who: String(person_id ?? descriptor_id ?? id) };
}

function recognised([best]: readonly Candidate[], threshold: number): string | undefined {
  return best && best.similarity >= threshold ? best.who : undefined;
}

function decide(there: string | undefined, here: string | undefined): Decision {
  if (there === here) return there === undefined ? 'nobody' : 'same person';
  if (there === undefined) return 'only here';
  return here === undefined ? 'only there' : 'another person';
}
