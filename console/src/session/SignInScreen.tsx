import { useState } from 'react';
import { prefer, usePreferences } from '../app/preferences.ts';
import { Crescent } from '../app/Shell.tsx';
import { useWords } from '../words/useWords.ts';
import { RegisterForm } from './RegisterForm.tsx';
import { SignInForm } from './SignInForm.tsx';

type Registration = 'open' | 'invite' | 'closed';

/** Who may register, as the service wrote it into the page. */
function registration(): Registration {
  const meta = document.querySelector('meta[name="luna-registration"]')?.getAttribute('content');
  return meta === 'closed' || meta === 'invite' ? meta : 'open';
}

export function SignInScreen() {
  const words = useWords();
  const { language } = usePreferences();
  const [isNew, setNew] = useState(false);
  const may = registration();
  return (
    <main className="gate">
      <div className="gate-card">
        <p className="brand">
          <Crescent />
          <span>luna</span>
        </p>
        <h1>{isNew ? words.signIn.registerTitle : words.signIn.title}</h1>
        <p className="quiet">{words.signIn.lead}</p>
        {isNew ? <RegisterForm needsInvitation={may === 'invite'} /> : <SignInForm />}
        {may === 'closed' ? (
          <p className="hint">{words.signIn.closed}</p>
        ) : (
          <button type="button" className="link" onClick={() => setNew(!isNew)}>
            {isNew ? words.signIn.signInLink : words.signIn.registerLink}
          </button>
        )}
      </div>
      <p className="gate-foot">
        {(['en', 'ru'] as const).map((each) => (
          <button
            key={each}
            type="button"
            className="link"
            aria-pressed={language === each}
            onClick={() => prefer({ language: each })}
            lang={each}
          >
            {words.language[each]}
          </button>
        ))}
      </p>
    </main>
  );
}
