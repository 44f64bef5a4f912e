import { Dialog } from '../parts/Dialog.tsx';
import { useWords } from '../words/useWords.ts';
import { SignInForm } from './SignInForm.tsx';
import { type Credentials, signOut } from './session.ts';

/** Over whatever was being done: it goes on when the user has signed in again. */
export function SignInAgain({ credentials }: { readonly credentials: Credentials }) {
  const words = useWords();
  return (
    <Dialog title={words.signIn.expiredTitle} onClose={signOut} firm>
      <p>{words.signIn.expired}</p>
      <SignInForm kind={credentials.kind} email={credentials.kind === 'password' ? credentials.email : ''} />
      <button type="button" className="link" onClick={signOut}>
        {words.do.signOut}
      </button>
    </Dialog>
  );
}
