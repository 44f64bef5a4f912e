import type { SeenFace } from '../../api/photos.ts';
import { factsOf } from '../../photo/faceWords.ts';
import { useWords } from '../../words/useWords.ts';

export function FaceFacts({ face }: { readonly face: SeenFace }) {
  const words = useWords();
  return (
    <dl className="facts">
      {factsOf(face, words).map(({ label, text, isPoor }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className={isPoor ? 'poor' : undefined}>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
