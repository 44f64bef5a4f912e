import { SAME_PERSON } from '../../vision/find/similarity.ts';
import type { Evaluation, TellingPair } from '../evaluation.ts';
import { OWN_FMR } from '../measures/groups.ts';
import type { Presentations } from '../measures/liveness.ts';
import type { OperatingPoint, Verification } from '../measures/verification.ts';
import { isStranger } from '../photos/asStrangers.ts';
import { chart } from './chart.ts';
import { escapeHtml, percent, power, rate, table } from './html.ts';
import { STYLE } from './style.ts';

/** Small JPEGs of faces by the file that they are from. */
export type Thumbnails = ReadonlyMap<string, Uint8Array>;

/** The report as one page: it opens from a disk, loads nothing from elsewhere, and can be sent on as it is. */
export function reportPage(evaluation: Evaluation, thumbnails: Thumbnails): string {
  const { folder, date, version, embedder, modelId, choice } = evaluation;
  const sections = [
    cards(evaluation),
    detectionSection(evaluation),
    verificationSection(evaluation),
    thresholdSection(evaluation),
    searchSection(evaluation),
    groupSection(evaluation),
    qualitySection(evaluation),
    attributeSection(evaluation),
    livenessSection(evaluation),
    pairSection('Two people who look alike', evaluation.falseMatches, thumbnails),
    pairSection('One person who does not look it', evaluation.falseNonMatches, thumbnails),
    method(evaluation),
  ];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Evaluation of ${escapeHtml(embedder)} on ${escapeHtml(folder)}</title><style>${STYLE}</style></head>
<body><h1>How well faces are recognised</h1>
<p class="soft">${escapeHtml(folder)} · embedder ${escapeHtml(embedder)} (${escapeHtml(modelId)}) · luna-backport3 ${escapeHtml(version)} · ${escapeHtml(date)} · of several faces the ${choice === 'central' ? 'one nearest to the middle' : 'largest one'}</p>
${sections.join('\n')}
</body></html>
`;
}

function cards({ detection, verification, identification, protocol }: Evaluation): string {
  const built = verification?.thresholds.find(({ similarity }) => similarity === SAME_PERSON);
  const card = (name: string, value: string) => `<div><b>${value}</b>${name}</div>`;
  return `<div class="cards">${[
    card('photos', `${detection.photos}`),
    verification ? card('people', `${verification.people}`) : '',
    card('failure to enrol', percent(detection.failureToEnrol.value)),
    built ? card(`false matches at ${SAME_PERSON}`, percent(built.fmr.value)) : '',
    built ? card(`false non-matches at ${SAME_PERSON}`, percent(built.fnmr.value)) : '',
    identification ? card('rank 1', percent(identification.rank1.value)) : '',
    protocol ? card(`accuracy, ${protocol.pairs} pairs`, percent(protocol.accuracy)) : '',
  ].join('')}</div>`;
}

function detectionSection({ detection }: Evaluation): string {
  const { failureToEnrol, failed, empty, boxes, unlabelled } = detection;
  const list = failed.slice(0, 200).map((file) => `<li>${escapeHtml(file)}</li>`);
  return `<h2>Finding faces</h2>
<p>No face was found in ${failed.length} ${failed.length === 1 ? 'photo' : 'photos'} of people: failure to enrol ${rate(failureToEnrol)}.</p>
${list.length === 0 ? '' : `<details><summary>Which photos</summary><ul>${list.join('')}</ul></details>`}
${
  empty.length === 0
    ? ''
    : table(
        ['photos without a face: something is found', 'share of photos'],
        empty.map(({ score, withFace }) => [
          score === 0 ? 'whatever its score' : `with a score of ${score} or more`,
          rate(withFace),
        ]),
      )
}
${
  boxes.length === 0
    ? ''
    : `${table(
        ['labelled faces', 'found'],
        boxes.map(({ name, found }) => [escapeHtml(name), rate(found)]),
      )}<p class="soft">${unlabelled} faces were found where no label is; people in the background may have none.</p>`
}`;
}

function verificationSection({ verification, protocol, histograms }: Evaluation): string {
  if (!verification || !histograms) return '';
  const { genuine, impostors, people, points, det } = verification;
  const least = det[0]?.fmr ?? 1e-3;
  const errors = { label: 'false non-match rate', from: 1e-4, to: 1, logarithmic: true, format: percent };
  const bins = histograms.genuine.length;
  const centre = (index: number) => (2 * (index + 0.5)) / bins - 1;
  const most = Math.max(...histograms.genuine, ...histograms.impostors);
  return `<h2>Comparing two photos (1:1)</h2>
<p>Every photo was compared with every other one: ${genuine.toLocaleString('en')} pairs of one person and ${impostors.toLocaleString('en')} pairs of two, of ${people} people.</p>
${table(
  ['false match rate', 'false non-match rate', 'similarity', 'cosine'],
  points.map((point) => pointRow(point, impostors)),
)}
${protocol ? `<p>The ${protocol.pairs} pairs of the protocol, ten parts, threshold from the other nine: <b>${percent(protocol.accuracy)}</b> ± ${percent(protocol.standardError)} right, ${protocol.errors} errors, ${protocol.unseen} of them without a face.</p>` : ''}
${chart('Detection error trade-off: what one error costs of the other', { label: 'false match rate', from: Math.min(least, 1e-3), to: 1, logarithmic: true, format: power0 }, errors, [{ name: 'all', points: det.map(({ fmr, fnmr }) => [fmr, fnmr] as const) }])}
${chart(
  'Cosines of all pairs',
  { label: 'cosine', from: -0.5, to: 1, format: (value) => value.toFixed(1) },
  { label: 'share of pairs', from: 0, to: most, format: percent },
  [
    {
      name: 'one person',
      filled: true,
      points: histograms.genuine.map((share, index) => [centre(index), share] as const),
    },
    {
      name: 'two people',
      filled: true,
      points: histograms.impostors.map((share, index) => [centre(index), share] as const),
    },
  ],
)}`;
}

const power0 = (value: number) => (value >= 1 ? '1' : power(value));

function pointRow({ fmr, claimed, fnmr, similarity, cosine }: OperatingPoint, pairs: number): string[] {
  if (claimed) return [power(fmr), rate(fnmr), similarity.toFixed(4), cosine.toFixed(3)];
  const none = `<span class="unclaimed">not claimed: ${pairs.toLocaleString('en')} pairs carry nothing below ${percent(3 / pairs)}</span>`;
  return [power(fmr), none, '', ''];
}

function thresholdSection({ verification }: Evaluation): string {
  if (!verification) return '';
  return `<h2>What each similarity means</h2>
${table(
  [
    'similarity ≥',
    'cosine',
    'false matches',
    'false match rate',
    'false non-match rate',
    ...LIST_SIZES.map((size) => `list of ${size.toLocaleString('en')}`),
  ],
  verification.thresholds.map((row) => thresholdRow(row)),
)}
<p class="soft">The last columns: searches by a stranger that find somebody, of 100, when each of the list is as unlike as these people are. People of one sex, age and origin are more alike: expect several times as many.</p>`;
}

const LIST_SIZES = [1_000, 10_000, 100_000, 1_000_000] as const;

function thresholdRow({ similarity, cosine, falseMatches, fmr, fnmr }: Verification['thresholds'][number]): string[] {
  const alarms = LIST_SIZES.map((size) => {
    const ofHundred = (share: number) => ofHundredText(100 * (1 - (1 - share) ** size));
    return falseMatches === 0 ? `at most ${ofHundred(fmr.high)}` : ofHundred(fmr.value);
  });
  return [`${similarity}`, cosine.toFixed(3), `${falseMatches}`, rate(fmr), rate(fnmr), ...alarms];
}

function ofHundredText(value: number): string {
  if (value < 0.1) return value < 0.01 ? 'under 0.01' : value.toFixed(2);
  return value < 10 ? value.toFixed(1) : value.toFixed(0);
}

function searchSection({ identification }: Evaluation): string {
  if (!identification) return '';
  const { enrolled, mated, strangers, rank1, points } = identification;
  return `<h2>Searching a list (1:N)</h2>
<p>A list of ${enrolled} people, one photo each; ${mated} searches with further photos of them, ${strangers} with photos of strangers. The best candidate is the right one in ${rate(rank1)} of the former.</p>
${table(
  ['strangers who are taken for somebody (FPIR)', 'people who are missed (FNIR)', 'similarity'],
  points.map(({ fpir, claimed, fnir, similarity }) => [
    percent(fpir),
    claimed ? rate(fnir) : `<span class="unclaimed">not claimed: ${strangers} strangers are too few</span>`,
    claimed ? similarity.toFixed(4) : '',
  ]),
)}`;
}

function groupSection({ groups, strangers }: Evaluation): string {
  if (!groups || groups.length === 0) return '';
  const unnamed =
    strangers === 0
      ? ''
      : ` <b>${strangers} photos have no name, and each of them counts as a different person's</b>: two of one person look like a false match.`;
  const estimated = groups.some(({ name }) => name.includes('≈'))
    ? ' Groups with <code>≈</code> are what the engine takes people for.'
    : '';
  return `<h2>Groups of people</h2>
<p>Errors at similarity ${SAME_PERSON} where both photos are of the group, the group with the most false matches first.${unnamed}${estimated} The intervals treat pairs as independent, which they are not: the true ones are wider. The last column is the similarity from which the group's own false match rate is ${power(OWN_FMR)}.</p>
${table(
  ['group', 'pairs of one', 'pairs of two', 'false match rate', 'false non-match rate', 'own threshold'],
  groups.map(({ name, genuine, impostors, fmr, fnmr, threshold }) => [
    escapeHtml(name),
    `${genuine}`,
    `${impostors}`,
    rate(fmr),
    genuine === 0 ? '–' : rate(fnmr),
    threshold?.toFixed(4) ?? '–',
  ]),
)}`;
}

function qualitySection({ discard }: Evaluation): string {
  if (!discard || discard.length === 0) return '';
  const most = Math.max(...discard.flatMap(({ points }) => points.map(({ fnmr }) => fnmr)));
  return `<h2>Does quality tell what will fail?</h2>
<p>False non-match rate at a false match rate of 10⁻³ after the worst photos by each measure are left out. A measure that says nothing gives a level line.</p>
${chart(
  'Error versus discard',
  { label: 'pairs left out', from: 0, to: 0.3, format: (value) => `${Math.round(value * 100)} %` },
  { label: 'false non-match rate', from: 0, to: most || 1, format: percent },
  discard.map(({ quality, points }) => ({
    name: quality,
    points: points.map(({ discarded, fnmr }) => [discarded, fnmr] as const),
  })),
)}
${table(
  ['measure', ...(discard[0]?.points ?? []).map(({ discarded }) => `${Math.round(discarded * 100)} %`)],
  discard.map(({ quality, points }) => [escapeHtml(quality), ...points.map(({ fnmr }) => percent(fnmr))]),
)}`;
}

function attributeSection({ attributes }: Evaluation): string {
  if (!attributes) return '';
  const { classes, age } = attributes;
  const parts = classes.map(
    ({ what, rows }) =>
      `<h3>${escapeHtml(what)}</h3>${table(
        ['group', 'right'],
        rows.map(({ group, right }) => [escapeHtml(group), rate(right)]),
      )}`,
  );
  const years = (value: number) => value.toFixed(1);
  if (age) {
    parts.push(
      `<h3>age</h3>${table(
        ['group', 'photos', 'mean error, years', 'too old by'],
        age.rows.map(({ group, photos, meanError, bias }) => [
          escapeHtml(group),
          `${photos}`,
          years(meanError),
          years(bias),
        ]),
      )}`,
    );
  }
  return `<h2>Estimates</h2>${parts.join('')}`;
}

function livenessSection({ liveness }: Evaluation): string {
  if (!liveness) return '';
  const { threshold, subjects, living, attacks } = liveness;
  const row = ({ name, photos, unanswered, wrong }: Presentations) => [
    escapeHtml(name),
    `${photos}`,
    `${unanswered}`,
    rate(wrong),
  ];
  return `<h2>Liveness</h2>
<p>A face counts as alive from a probability of ${threshold} on. ${subjects === 0 ? 'The folder does not say how many people the photos show.' : `The photos show ${subjects} ${subjects === 1 ? 'person' : 'people'}.`} Photos without a face are in no rate.</p>
${table(['attacks', 'photos', 'without a face', 'taken for living (APCER)'], attacks.map(row))}
${table(['living people', 'photos', 'without a face', 'taken for an attack (BPCER)'], [row(living)])}`;
}

function pairSection(title: string, pairs: readonly TellingPair[] | undefined, thumbnails: Thumbnails): string {
  if (!pairs || pairs.length === 0) return '';
  const image = (file: string) => {
    const bytes = thumbnails.get(file);
    return bytes ? `<img alt="" src="data:image/jpeg;base64,${Buffer.from(bytes).toString('base64')}">` : '';
  };
  const boxes = pairs.map(({ similarity, first, second }) => {
    const identities = [
      ...new Set([first, second].filter((photo) => !isStranger(photo)).map(({ identity }) => identity)),
    ];
    return `<div>${image(first.file)}${image(second.file)}<br><b>${similarity.toFixed(4)}</b> ${escapeHtml(identities.join(' and '))}<br><span class="soft">${escapeHtml(first.file)}<br>${escapeHtml(second.file)}</span></div>`;
  });
  return `<h2>${title}</h2><p>The most telling pairs. Look at them first: wrong labels end up here, too.</p><div class="pairs">${boxes.join('')}</div>`;
}

function method({ verification, seconds }: Evaluation): string {
  const independent = verification ? Math.floor(verification.people / 2) : 0;
  return `<h2>How this was measured</h2>
<p>Terms are those of ISO/IEC 19795-1 and of NIST's FRTE. Small figures are the middle 95 % of what 200 repetitions with people drawn anew give; of shares of photos and of searches, Wilson's interval. A rate is claimed only where three errors or more are expected. ${verification ? `The pairs are not independent of each other: ${verification.people} people make ${independent} pairs of two that share nobody, which alone would carry a rate of ${percent(3 / Math.max(1, independent))}.` : ''}</p>
<p>Figures hold for these photos. Other cameras, light, poses and people give others, and labels are seldom free of errors.</p>
<p class="soft">Looking at the photos took ${seconds.looking.toFixed(0)} s (what was known from an earlier run not counted), comparing ${seconds.comparing.toFixed(0)} s.</p>`;
}
