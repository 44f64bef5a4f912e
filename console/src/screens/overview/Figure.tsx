import { useWords } from '../../words/useWords.ts';

export function Figure({ label, value }: { readonly label: string; readonly value: number | undefined }) {
  const words = useWords();
  return (
    <div className="figure">
      <dt>{label}</dt>
      <dd>{value === undefined ? '–' : value.toLocaleString(words.locale)}</dd>
    </div>
  );
}
