import type { ReactNode } from 'react';
import { useWords } from '../words/useWords.ts';
import { SignInForm } from './SignInForm.tsx';
import { useHasPassword } from './session.ts';

/** What only e-mail and password open; with a token, the way to sign in with them. */
export function NeedsPassword({ children }: { readonly children: ReactNode }) {
  const words = useWords();
  if (useHasPassword()) return children;
  return (
    <section className="card narrow">
      <p>{words.signIn.needsPassword}</p>
      <SignInForm />
    </section>
  );
}
