import { escapeHtml } from './html.ts';

export interface Axis {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  /** Ticks at powers of ten instead of even steps. */
  readonly logarithmic?: boolean;
  readonly format: (value: number) => string;
}

export interface Line {
  readonly name: string;
  readonly points: readonly (readonly [number, number])[];
  /** Filled down to the axis. */
  readonly filled?: boolean;
}

const WIDTH = 640;
const HEIGHT = 320;
const LEFT = 92;
const RIGHT = 16;
const TOP = 12;
const BOTTOM = 48;
const STEPS = 5;

/** A drawing of lines; colours come from the page's style by the number of the line. */
export function chart(title: string, x: Axis, y: Axis, lines: readonly Line[]): string {
  const across = (value: number) => LEFT + place(value, x) * (WIDTH - LEFT - RIGHT);
  const down = (value: number) => HEIGHT - BOTTOM - place(value, y) * (HEIGHT - TOP - BOTTOM);
  const floor = HEIGHT - BOTTOM;
  const grid = [
    ...ticks(x).map((tick) => {
      const at = across(tick).toFixed(1);
      return `<line x1="${at}" x2="${at}" y1="${TOP}" y2="${floor}"/><text x="${at}" y="${floor + 18}" text-anchor="middle">${escapeHtml(x.format(tick))}</text>`;
    }),
    ...ticks(y).map((tick) => {
      const at = down(tick);
      return `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${at.toFixed(1)}" y2="${at.toFixed(1)}"/><text x="${LEFT - 8}" y="${(at + 4).toFixed(1)}" text-anchor="end">${escapeHtml(y.format(tick))}</text>`;
    }),
  ].join('');
  const drawn = lines.map(({ points, filled }, index) => {
    const path = points.map(([a, b]) => `${across(a).toFixed(1)},${down(b).toFixed(1)}`).join(' ');
    const [first, last] = [points[0], points.at(-1)];
    if (!first || !last) return '';
    const area = filled
      ? `<polygon class="area line${index}" points="${across(first[0]).toFixed(1)},${floor} ${path} ${across(last[0]).toFixed(1)},${floor}"/>`
      : '';
    return `${area}<polyline class="line${index}" points="${path}"/>`;
  });
  const legend = lines
    .map(({ name }, index) => `<span><i class="line${index}"></i>${escapeHtml(name)}</span>`)
    .join('');
  return `<figure><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(title)}"><g class="grid">${grid}</g>${drawn.join('')}<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 8}" text-anchor="middle">${escapeHtml(x.label)}</text><text transform="translate(14 ${(TOP + floor) / 2}) rotate(-90)" text-anchor="middle">${escapeHtml(y.label)}</text></svg><figcaption>${lines.length > 1 ? `<span class="legend">${legend}</span>` : ''}${escapeHtml(title)}</figcaption></figure>`;
}

/** 0..1 along the axis; what lies outside is drawn at its end. */
function place(value: number, { from, to, logarithmic }: Axis): number {
  const scaled = logarithmic
    ? (Math.log(Math.max(value, from)) - Math.log(from)) / (Math.log(to) - Math.log(from))
    : (value - from) / (to - from);
  return Math.max(0, Math.min(1, scaled));
}

function ticks({ from, to, logarithmic }: Axis): number[] {
  if (!logarithmic) return Array.from({ length: STEPS + 1 }, (_, step) => from + ((to - from) * step) / STEPS);
  const first = Math.ceil(Math.log10(from) - 1e-9);
  const last = Math.floor(Math.log10(to) + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index));
}
