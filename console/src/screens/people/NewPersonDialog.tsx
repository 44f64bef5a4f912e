import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { enrolPhoto } from '../../api/enrolment.ts';
import { createPerson, type PersonData } from '../../api/people.ts';
import { useAction } from '../../parts/hooks/useAction.ts';
import { PhotoIntake } from '../../photo/PhotoIntake.tsx';
import { usePhotoUrl } from '../../photo/usePhotoUrl.ts';
import { useWords } from '../../words/useWords.ts';
import { PersonDataDialog } from './PersonDataDialog.tsx';

/** A person, with a photo or without one yet: both are one request. */
export function NewPersonDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useWords();
  const navigate = useNavigate();
  const [photo, setPhoto] = useState<Blob>();
  const url = usePhotoUrl(photo);
  const create = useAction((data: PersonData) => (photo ? enrolPhoto(photo, data) : createPerson(data)), [['people']]);
  return (
    <PersonDataDialog
      title={words.people.create}
      verb={words.do.create}
      isBusy={create.isPending}
      onSubmit={(data) =>
        create.mutate(data, { onSuccess: (id) => void navigate({ to: '/people/$id', params: { id } }) })
      }
      onClose={onClose}
    >
      {url && <img className="given-photo" src={url} alt="" />}
      <PhotoIntake label={words.people.photo} busy={create.isPending} onPhoto={setPhoto} />
    </PersonDataDialog>
  );
}
