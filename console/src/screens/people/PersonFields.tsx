import { Field } from '../../parts/Field.tsx';
import { useWords } from '../../words/useWords.ts';

interface PersonFieldsProps {
  readonly name: string;
  readonly externalId: string;
  readonly onName: (name: string) => void;
  readonly onExternalId: (id: string) => void;
}

/** What is written down about a person. */
export function PersonFields({ name, externalId, onName, onExternalId }: PersonFieldsProps) {
  const words = useWords();
  return (
    <>
      <Field
        label={words.people.name}
        hint={words.people.nameHint}
        autoComplete="off"
        maxLength={128}
        autoFocus
        value={name}
        onChange={(event) => onName(event.target.value)}
      />
      <Field
        label={words.people.externalId}
        autoComplete="off"
        maxLength={36}
        value={externalId}
        onChange={(event) => onExternalId(event.target.value)}
      />
    </>
  );
}
