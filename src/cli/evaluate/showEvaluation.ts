import type { Evaluation } from '../../evaluation/evaluation.ts';

/** The result in a dozen lines for a terminal; `page` is where the rest is. */
export function showEvaluation(evaluation: Evaluation, page: string): string {
  const { detection, verification, identification, protocol, liveness, strangers } = evaluation;
  const percent = (share: number) => `${(share * 100).toPrecision(3)} %`;
  const lines = [`${detection.photos} photos; no face in ${detection.failed.length} photos of people`];
  if (strangers > 0) lines.push(`${strangers} photos without a name, each of which counts as a different person's`);
  for (const { score, withFace } of detection.empty) {
    lines.push(`photos without a face where one is found, score ≥ ${score}: ${percent(withFace.value)}`);
  }
  for (const { name, found } of detection.boxes) lines.push(`labelled faces found, ${name}: ${percent(found.value)}`);
  if (protocol) lines.push(`protocol: ${protocol.errors} errors in ${protocol.pairs} pairs`);
  if (verification) {
    lines.push(`${verification.genuine} pairs of one person, ${verification.impostors} of two`);
    for (const { fmr, fnmr, claimed, similarity } of verification.points) {
      const told = claimed
        ? `${percent(fnmr.value)} (${percent(fnmr.low)} to ${percent(fnmr.high)}) at similarity ${similarity.toFixed(4)}`
        : 'not claimed, too few pairs';
      lines.push(`false non-matches at a false match rate of ${fmr}: ${told}`);
    }
    for (const { similarity, fmr, fnmr, falseMatches } of verification.thresholds) {
      lines.push(
        `similarity ${similarity}: ${falseMatches} false matches, rate ${fmr.value.toExponential(1)}; false non-matches ${percent(fnmr.value)}`,
      );
    }
  }
  for (const { name, impostors, fmr, fnmr, genuine } of evaluation.groups ?? []) {
    const missed = genuine === 0 ? '' : `; false non-matches ${percent(fnmr.value)}`;
    lines.push(`${name}: false match rate ${fmr.value.toExponential(1)} of ${impostors} pairs${missed}`);
  }
  if (liveness) {
    for (const { name, photos, unanswered, wrong } of liveness.attacks) {
      lines.push(`${name}: ${percent(wrong.value)} of ${photos - unanswered} attacks taken for living people`);
    }
    const { photos, unanswered, wrong } = liveness.living;
    lines.push(`living people: ${percent(wrong.value)} of ${photos - unanswered} taken for attacks`);
  }
  if (identification) lines.push(`rank 1 of ${identification.enrolled} people: ${percent(identification.rank1.value)}`);
  return [...lines, `report: ${page}`].join('\n');
}
