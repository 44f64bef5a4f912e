import type { Match } from '../gallery.ts';
import { MAX_PROBES } from '../kernel/scratch.ts';
import type { BlockRun } from '../rows/rowTable.ts';
import { cosine, createProbe, type Probe } from '../scan/cosine.ts';
import type { Scanner } from '../scan/scanner.ts';
import { TopMatches } from '../scan/topMatches.ts';
import type { Pair, PairRules, ProbeGroup } from './pairs.ts';

interface PairProbe {
  readonly probe: Probe;
  readonly side: Pick<Pair, 'probePersonId' | 'probeDescriptorId'>;
  readonly top: TopMatches<Pair>;
}

/**
 * Pairs of each group with the rows, best first. Probes of different groups share a pass over the rows: the
 * kernel drops what none of them can pair with, and only the rest is compared one by one. Exact, as `Scanner.scan`.
 */
export function scanPairs(
  scanner: Scanner,
  runs: readonly BlockRun[],
  groups: readonly ProbeGroup[],
  rules: PairRules,
): readonly (readonly Pair[])[] {
  const tops = groups.map(() => new TopMatches<Pair>(rules.limit, rules.candidates));
  const probes = groups.flatMap(({ personId, descriptors }, index) =>
    descriptors.flatMap(({ descriptorId, vector }): PairProbe[] => {
      const probe = createProbe(vector);
      const side = { probePersonId: personId, probeDescriptorId: descriptorId };
      return probe ? [{ probe, side, top: tops[index] as TopMatches<Pair> }] : [];
    }),
  );
  for (let from = 0; from < probes.length; from += MAX_PROBES) {
    scanTogether(scanner, runs, probes.slice(from, from + MAX_PROBES), rules);
  }
  return tops.map(({ matches }) => matches);
}

function scanTogether(
  scanner: Scanner,
  runs: readonly BlockRun[],
  probes: readonly PairProbe[],
  rules: PairRules,
): void {
  const floorOf = ({ top }: PairProbe) => Math.max(rules.cosineThreshold, top.floor);
  const wanted = {
    // A row is passed over only when it is of no use to any of the probes.
    get floor() {
      return Math.min(...probes.map(floorOf));
    },
    // The kernel's own count of the best is for probes of one person.
    limit: Number.POSITIVE_INFINITY,
    groupBy: rules.candidates,
  };
  const vectors = probes.map(({ probe }) => probe);
  scanner.visit(runs, vectors, wanted, (row) => {
    let ids: Pick<Match, 'descriptorId' | 'personId'> | undefined;
    for (const each of probes) {
      const value = cosine(each.probe, row.vectors, row.start);
      if (!(value >= floorOf(each))) continue;
      ids ??= row.ids();
      const pair = { ...each.side, ...ids, cosine: value };
      if (isWanted(pair, rules)) each.top.offer(pair);
    }
  });
}

/** Nothing is paired with itself. */
function isWanted(pair: Pair, { probes, candidates, withinOneList }: PairRules): boolean {
  const { probePersonId, probeDescriptorId, personId, descriptorId } = pair;
  if (probeDescriptorId === descriptorId) return false;
  const byPerson = probes === 'person' || candidates === 'person';
  if (byPerson && personId !== null && probePersonId === personId) return false;
  if (!withinOneList) return true;
  return probes === 'person'
    ? probePersonId !== null && personId !== null && probePersonId < personId
    : probeDescriptorId < descriptorId;
}
