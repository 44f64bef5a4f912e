import { Link } from '@tanstack/react-router';
import { linkFace } from '../../api/people.ts';
import type { PoorPhoto } from '../../api/review.ts';
import { useAction } from '../../parts/hooks/useAction.ts';
import { Icon } from '../../parts/Icon.tsx';
import { tell } from '../../parts/toasts.tsx';
import { Portrait } from '../../photo/Portrait.tsx';
import { useWords } from '../../words/useWords.ts';
import { Found } from './Found.tsx';
import { useReviewPages } from './useReviewPages.ts';

/** Photos that make searches worse. */
export function PoorPhotos() {
  const words = useWords();
  const pages = useReviewPages('photos');
  return (
    <Found kind="quality" lead={words.review.photosLead} pages={pages}>
      {pages.data?.pages
        .flatMap(({ photos }) => photos)
        .map((photo) => (
          <PoorPhotoCard key={photo.descriptor_id} photo={photo} />
        ))}
    </Found>
  );
}

function PoorPhotoCard({ photo: { descriptor_id: face, person, reasons } }: { readonly photo: PoorPhoto }) {
  const words = useWords();
  const issues: Readonly<Record<string, string>> = words.face.issues;
  const link = useAction(
    (action: 'attach' | 'detach') => linkFace(person.id, face, action),
    [['review'], ['people'], ['person', person.id]],
  );
  const takeAway = () =>
    link.mutate('detach', {
      onSuccess: () => tell({ text: words.person.photoRemoved, undo: () => link.mutate('attach') }),
    });
  return (
    <li className="card poor-photo">
      <Portrait descriptor={face} name={person.user_data} />
      <div className="grow">
        <Link to="/people/$id" params={{ id: person.id }} className="person-name">
          {person.user_data || words.people.unnamed}
        </Link>
        <p className="poor">{reasons.map((reason) => issues[reason] ?? reason).join(', ')}</p>
      </div>
      <button type="button" className="button" disabled={link.isPending} onClick={takeAway}>
        <Icon name="close" />
        {words.review.remove}
      </button>
    </li>
  );
}
