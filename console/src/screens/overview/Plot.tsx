import { useWords } from '../../words/useWords.ts';

interface PlotProps {
  readonly label: string;
  /** The newest last; undefined where nothing was measured. */
  readonly values: readonly (number | undefined)[];
  readonly unit?: string;
  /** How many values fill the width. */
  readonly places?: number;
}

const WIDTH = 120;
const HEIGHT = 36;

/** One figure and its last minutes as a line. */
export function Plot({ label, values, unit, places = WIDTH }: PlotProps) {
  const words = useWords();
  const now = values.at(-1);
  const most = Math.max(1, ...values.map((value) => value ?? 0));
  const x = (index: number) => (places - values.length + index) * (WIDTH / places);
  const points = values.flatMap((value, index) =>
    value === undefined ? [] : [`${x(index).toFixed(1)},${(HEIGHT - 1 - (value / most) * (HEIGHT - 4)).toFixed(1)}`],
  );
  return (
    <div className="figure plot">
      <dt>{label}</dt>
      <dd>
        {now === undefined ? '–' : now.toLocaleString(words.locale, { maximumFractionDigits: now < 10 ? 1 : 0 })}
        {now !== undefined && unit && <span className="unit"> {unit}</span>}
      </dd>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <line
          className="plot-ground"
          x1="0"
          x2={WIDTH}
          y1={HEIGHT - 0.5}
          y2={HEIGHT - 0.5}
          vectorEffect="non-scaling-stroke"
        />
        <polyline className="plot-line" points={points.join(' ')} vectorEffect="non-scaling-stroke" />
      </svg>
    </div>
  );
}
