import { type Finding, finding } from './finding.ts';

/** Another engine estimates them otherwise: what counts is that they are there, and about the same face. */
const ESTIMATES = new Set([
  ...['score', 'similarity', 'rect', 'rectISO', 'attributes', 'emotions', 'ethnicities', 'ethnicity', 'quality'],
  ...['head_pose', 'headPose', 'gaze', 'angles', 'liveness', 'estimations', 'landmarks', 'warp', 'exif'],
]);
/** Boxes that overlap less are of two faces. */
const SAME_FACE = 0.4;

export function isEstimate(name: string): boolean {
  return ESTIMATES.has(name);
}

/** Missing members, other types, and boxes of another face. */
export function compareEstimates(name: string, there: unknown, here: unknown, where: string): readonly Finding[] {
  const [old, own] = [kindOf(there), kindOf(here)];
  if (old !== own) return [finding('breaks', 'type', where, there, here)];
  if (old !== 'object') return [];
  const [a, b] = [there as Readonly<Record<string, unknown>>, here as Readonly<Record<string, unknown>>];
  const missing = Object.keys(a).filter((member) => !(member in b));
  const findings = missing.length > 0 ? [finding('breaks', 'members are missing', where, missing.join(', '), '')] : [];
  const share = name === 'rect' ? overlap(a, b) : 1;
  if (share < SAME_FACE) findings.push(finding('decides', 'another face', where, there, here));
  for (const member of Object.keys(a)) {
    if (member in b) findings.push(...compareEstimates(member, a[member], b[member], `${where}.${member}`));
  }
  return findings;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** Of two boxes, the share of both that is common. */
function overlap(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): number {
  const side = (low: string, size: string) => {
    const [from, to] = [Math.max(Number(a[low]), Number(b[low])), Math.min(end(a, low, size), end(b, low, size))];
    return Math.max(0, to - from);
  };
  const common = side('x', 'width') * side('y', 'height');
  const area = (box: Readonly<Record<string, unknown>>) => Number(box.width) * Number(box.height);
  const all = area(a) + area(b) - common;
  return all > 0 ? common / all : 1;
}

function end(box: Readonly<Record<string, unknown>>, low: string, size: string): number {
  return Number(box[low]) + Number(box[size]);
}
