import * as Tabs from '@radix-ui/react-tabs';
import { type FormEvent, useState } from 'react';
import { Check, Field } from '../parts/Field.tsx';
import { useWords } from '../words/useWords.ts';
import { AccountFields } from './AccountFields.tsx';
import { AttemptEnd } from './AttemptEnd.tsx';
import type { Credentials } from './session.ts';
import { signIn } from './signIn.ts';
import { useAttempt } from './useAttempt.ts';

type Kind = Credentials['kind'];

interface SignInFormProps {
  readonly email?: string;
  readonly kind?: Kind;
}

/** E-mail and password, or a token. */
export function SignInForm({ email: known = '', kind: first = 'password' }: SignInFormProps) {
  const words = useWords();
  const [kind, setKind] = useState<Kind>(first);
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState('');
  const [token, setToken] = useState('');
  const [keep, setKeep] = useState(false);
  const { isTrying, failure, attempt } = useAttempt();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const credentials: Credentials =
      kind === 'token' ? { kind, token: token.trim() } : { kind, email: email.trim(), password };
    void attempt(() => signIn(credentials, keep));
  };

  return (
    <form onSubmit={submit} className="stack">
      <Tabs.Root value={kind} onValueChange={(value) => setKind(value as Kind)} className="stack">
        <Tabs.List className="tabs" aria-label={words.signIn.title}>
          <Tabs.Trigger className="tab" value="password">
            {words.signIn.byPassword}
          </Tabs.Trigger>
          <Tabs.Trigger className="tab" value="token">
            {words.signIn.byToken}
          </Tabs.Trigger>
        </Tabs.List>
        <Tabs.Content value="password" className="stack" tabIndex={-1}>
          <AccountFields email={email} onEmail={setEmail} password={password} onPassword={setPassword} />
        </Tabs.Content>
        <Tabs.Content value="token" className="stack" tabIndex={-1}>
          <Field
            label={words.signIn.token}
            autoComplete="off"
            spellCheck={false}
            required
            value={token}
            onChange={(event) => setToken(event.target.value)}
          />
        </Tabs.Content>
      </Tabs.Root>
      <Check label={words.signIn.keep} hint={words.signIn.keepHint} checked={keep} onChange={setKeep} />
      <AttemptEnd verb={words.signIn.enter} isTrying={isTrying} failure={failure} />
    </form>
  );
}
