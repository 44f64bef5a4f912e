import { type FormEvent, useState } from 'react';
import { Field } from '../parts/Field.tsx';
import { useWords } from '../words/useWords.ts';
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
        maxLength={128}
        value={organization}
        onChange={(event) => setOrganization(event.target.value)}
      />
      <Field
        label={words.signIn.email}
        type="email"
        autoComplete="username"
        required
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <Field
        label={words.signIn.password}
        hint={words.signIn.passwordHint}
        type="password"
        autoComplete="new-password"
        required
        minLength={8}
        maxLength={32}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      {needsInvitation && (
        <Field
          label={words.signIn.invitation}
          required
          value={invitation}
          onChange={(event) => setInvitation(event.target.value)}
        />
      )}
      {failure && (
        <p className="notice bad" role="alert">
          {failure}
        </p>
      )}
      <button type="submit" className="button main" disabled={isTrying}>
        {words.signIn.enterNew}
      </button>
    </form>
  );
}
