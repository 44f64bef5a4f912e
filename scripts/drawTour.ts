/**
 * `npx tsx scripts/drawTour.ts` draws docs/pictures/tour.svg: what the README's tour does, with faces that nobody has and the
 * figures that the tour prints.
 */
import { writeFileSync } from 'node:fs';

interface Looks {
  readonly skin: string;
  readonly hair: string;
  readonly long: boolean;
}

const GUESTS: readonly Looks[] = [
  { skin: '#f6d3ba', hair: '#c8642d', long: true },
  { skin: '#efc3a0', hair: '#e6bd56', long: true },
  { skin: '#d9a37c', hair: '#33231d', long: true },
];
const STRANGERS: readonly Looks[] = [
  { skin: '#c98f66', hair: '#241a17', long: false },
  { skin: '#e8b892', hair: '#5a3825', long: false },
];
const SAME = '#15803d';
const OTHER = '#6b7280';

/** A head, 70 wide and 90 high, whose middle is the origin. */
function head({ skin, hair, long }: Looks): string {
  const behind = long
    ? `<path d="M-33 -12 Q-36 -48 0 -48 Q36 -48 33 -12 L36 46 L-36 46 Z" fill="${hair}"/>`
    : `<path d="M-31 -6 Q-36 -48 0 -48 Q36 -48 31 -6 Z" fill="${hair}"/>`;
  const face = `<ellipse cx="0" cy="0" rx="25" ry="33" fill="${skin}"/>`;
  const fringe = `<path d="M-26 -10 Q-22 -38 0 -38 Q22 -38 26 -10 Q10 -26 -26 -10" fill="${hair}"/>`;
  const eyes = '<circle cx="-9" cy="-3" r="3" fill="#1f2937"/><circle cx="9" cy="-3" r="3" fill="#1f2937"/>';
  const mouth = '<path d="M-9 14 Q0 21 9 14" fill="none" stroke="#9f3a38" stroke-width="2.5" stroke-linecap="round"/>';
  return behind + face + fringe + eyes + mouth;
}

const at = (x: number, y: number, what: string, scale = 1) =>
  `<g transform="translate(${x} ${y}) scale(${scale})">${what}</g>`;
const text = (x: number, y: number, words: string, more = '') => `<text x="${x}" y="${y}" ${more}>${words}</text>`;
const box = (x: number, y: number, color: string) =>
  `<rect x="${x - 38}" y="${y - 52}" width="76" height="102" rx="4" fill="none" stroke="${color}" stroke-width="2.5"/>`;
const photo = (x: number, y: number, width: number) =>
  `<rect x="${x}" y="${y}" width="${width}" height="140" rx="10" fill="#e5edf7" stroke="#b6c4d8"/>`;
const arrow = (x: number, y: number, to: number, words: string) =>
  `<path d="M${x} ${y} H${to - 8}" stroke="#475569" stroke-width="2.5"/><path d="M${to - 12} ${y - 6} L${to} ${y} L${to - 12} ${y + 6} Z" fill="#475569"/>${text((x + to) / 2, y - 12, words, 'text-anchor="middle" class="small"')}`;

/** Upper row: the first photo, and the list that its faces make. */
function enrolment(): string {
  const faces = GUESTS.map(
    (looks, index) => at(85 + index * 90, 110, head(looks)) + box(85 + index * 90, 110, '#2563eb'),
  );
  const rows = GUESTS.map(
    (looks, index) =>
      `<rect x="520" y="${42 + index * 50}" width="240" height="42" rx="8" fill="#fff" stroke="#cbd5e1"/>` +
      at(548, 63 + index * 50, head(looks), 0.36) +
      text(576, 68 + index * 50, `guest ${index + 1}`),
  );
  return [
    photo(35, 40, 280),
    ...faces,
    text(35, 28, 'a photo: three faces', 'class="title"'),
    arrow(330, 110, 505, 'descriptors, persons'),
    text(520, 28, 'the list “guests”', 'class="title"'),
    ...rows,
  ].join('\n');
}

/** Lower row: the second photo, and how like its largest face the guests are. */
function question(): string {
  const people = [...STRANGERS, ...GUESTS.slice(0, 1)];
  const faces = people.map((looks, index) => at(85 + index * 90, 310, head(looks)));
  const [first, second, third] = GUESTS.map((looks) => head(looks));
  const bars = [0.999, 0.57, 0.31].map((similarity, index) => {
    const y = 252 + index * 42;
    const color = similarity >= 0.9 ? SAME : OTHER;
    const value = index === 2 ? 'less' : similarity.toFixed(3);
    return (
      at(538, y + 14, [first, third, second][index] ?? '', 0.32) +
      `<rect x="562" y="${y + 3}" width="${Math.round(similarity * 150)}" height="22" rx="4" fill="${color}"/>` +
      text(722, y + 20, value, `fill="${color}"`)
    );
  });
  return [
    photo(35, 240, 280),
    ...faces,
    box(265, 310, SAME),
    text(35, 228, 'another photo: who is this?', 'class="title"'),
    arrow(330, 310, 505, 'identify'),
    text(520, 228, 'similarity', 'class="title"'),
    ...bars,
    '<path d="M697 246 V376" stroke="#b91c1c" stroke-width="1.5" stroke-dasharray="4 4"/>',
    text(697, 392, '0.9: the same person', 'text-anchor="middle" class="small"'),
  ].join('\n');
}

const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 410" width="800" height="410" role="img">
<title>The faces of a photo become a list; a face of another photo is compared with it</title>
<style>text{font:15px system-ui,sans-serif;fill:#1f2937}.title{font-weight:600}.small{font-size:12.5px;fill:#475569}</style>
<rect width="800" height="410" rx="14" fill="#f8fafc"/>
${enrolment()}
${question()}
</svg>
`;
writeFileSync(new URL('../docs/pictures/tour.svg', import.meta.url), svg);
