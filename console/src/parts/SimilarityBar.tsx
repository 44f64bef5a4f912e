import { useWords } from '../words/useWords.ts';
import { SAME_PERSON } from './serviceNumbers.ts';

/** From here on someone should look. */
export const DOUBT = 0.5;

export type Verdict = 'same' | 'maybe' | 'different';

export function verdictOf(similarity: number, threshold = SAME_PERSON): Verdict {
  if (similarity >= threshold) return 'same';
  return similarity >= Math.min(DOUBT, threshold) ? 'maybe' : 'different';
}

interface BarProps {
  readonly similarity: number;
  readonly threshold?: number;
}

/** A similarity on its scale, with the line from which on it means the same person. */
export function SimilarityBar({ similarity, threshold = SAME_PERSON }: BarProps) {
  const words = useWords();
  const shown = similarity.toLocaleString(words.locale, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  return (
    <div className={`similarity-bar ${verdictOf(similarity, threshold)}`}>
      <svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
        <rect className="similarity-bar-ground" x="0" y="4" width="100" height="4" />
        <rect className="similarity-bar-fill" x="0" y="4" width={similarity * 100} height="4" />
        <line
          className="similarity-bar-line"
          x1={threshold * 100}
          x2={threshold * 100}
          y1="0"
          y2="12"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <span className="similarity-bar-value">
        <span className="unseen">{words.search.similarity} </span>
        {shown}
      </span>
    </div>
  );
}
