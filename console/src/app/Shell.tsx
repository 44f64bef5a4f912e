import { Link, Outlet } from '@tanstack/react-router';
import { Suspense } from 'react';
import { Icon } from '../parts/Icon.tsx';
import { Waiting } from '../parts/states.tsx';
import { useWords } from '../words/useWords.ts';
import { AccountMenu } from './AccountMenu.tsx';
import { MoreScreens } from './MoreScreens.tsx';
import { FIRST_SCREENS, SCREENS } from './screenList.ts';

/** What surrounds every screen: the way to the others, and the account. */
export function Shell() {
  const words = useWords();
  return (
    <div className="shell">
      <button type="button" className="skip" onClick={() => document.getElementById('content')?.focus()}>
        {words.app.skip}
      </button>
      <nav className="rail" aria-label={words.app.console}>
        <p className="brand">
          <Crescent />
          <span>luna</span>
        </p>
        {SCREENS.map(({ group, entries }) => (
          <div key={group} className="rail-group">
            <p className="rail-title">{words.groups[group]}</p>
            <ul>
              {entries.map(({ name, to }) => (
                <li key={to} className={FIRST_SCREENS.includes(to) ? 'first' : undefined}>
                  <Link
                    to={to}
                    className="rail-link"
                    activeProps={{ 'aria-current': 'page' }}
                    title={words.screens[name]}
                  >
                    <Icon name={name} />
                    <span className={name in words.shortScreens ? 'who' : undefined}>{words.screens[name]}</span>
                    {name in words.shortScreens && <span className="who-short">{words.shortScreens[name]}</span>}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
        <MoreScreens />
        <AccountMenu />
      </nav>
      <main id="content" tabIndex={-1}>
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}

export function Crescent() {
  return (
    <svg className="crescent" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M11 12A5 5 0 0 1 9 3a5.500 5.500 0 1 0 4 8 5 5 0 0 1-2 1z" />
    </svg>
  );
}
