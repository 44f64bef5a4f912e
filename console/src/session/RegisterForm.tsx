import { type FormEvent, useState } from 'react';
import { Field } from '../parts/Field.tsx';
import { LONGEST_DATA } from '../parts/serviceNumbers.ts';
import { useWords } from '../words/useWords.ts';
import { AccountFields } from './AccountFields.tsx';
import { AttemptEnd } from './AttemptEnd.tsx';
import { register } from './signIn.ts';
import { useAttempt } from './useAttempt.ts';

export function RegisterForm({ needsInvitation }: { readonly needsInvitation: boolean }) {
  const words = useWords();
  const [organization, setOrganization] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [invitation, setInvitation] = useState('');
  const { isTrying, failure, attempt } = useAttempt();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void attempt(() => register({ organization, email: email.trim(), password, invitation: invitation.trim() }));
  };

  return (
    <form onSubmit={submit} className="stack">
      <Field
        label={words.signIn.organization}
        autoComplete="organization"
        required
        maxLength={LONGEST_DATA}
        value={organization}
        onChange={(event) => setOrganization(event.target.value)}
      />
      <AccountFields email={email} onEmail={setEmail} password={password} onPassword={setPassword} isNew />
      {needsInvitation && (
        <Field
          label={words.signIn.invitation}
          required
          value={invitation}
          onChange={(event) => setInvitation(event.target.value)}
        />
      )}
      <AttemptEnd verb={words.signIn.enterNew} isTrying={isTrying} failure={failure} />
    </form>
  );
}
