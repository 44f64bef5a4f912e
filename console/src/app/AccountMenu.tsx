import * as Menu from '@radix-ui/react-dropdown-menu';
import { Icon } from '../parts/Icon.tsx';
import { signOut, useSession } from '../session/session.ts';
import { useWords } from '../words/useWords.ts';
import { type Preferences, prefer, usePreferences } from './preferences.ts';

const THEMES: readonly Preferences['theme'][] = ['auto', 'light', 'dark'];
const LANGUAGES: readonly Preferences['language'][] = ['en', 'ru'];

/** Who is signed in, how the console looks, and the way out. */
export function AccountMenu() {
  const words = useWords();
  const session = useSession();
  const { theme, language } = usePreferences();
  const who =
    session.status !== 'out' && session.credentials.kind === 'password'
      ? session.credentials.email
      : words.signIn.token;
  return (
    <div className="rail-account">
      <Menu.Root modal={false}>
        <Menu.Trigger className="rail-link" aria-label={`${words.app.account}: ${who}`}>
          <Icon name="user" />
          <span className="who">{who}</span>
          <span className="who-short">{words.app.account}</span>
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Content className="menu" side="top" align="start" sideOffset={6} collisionPadding={8}>
            <Menu.Label className="menu-label">{words.theme.label}</Menu.Label>
            <Menu.RadioGroup value={theme} onValueChange={(value) => prefer({ theme: value as Preferences['theme'] })}>
              {THEMES.map((each) => (
                <MenuChoice key={each} value={each} label={words.theme[each]} />
              ))}
            </Menu.RadioGroup>
            <Menu.Separator className="menu-line" />
            <Menu.Label className="menu-label">{words.language.label}</Menu.Label>
            <Menu.RadioGroup
              value={language}
              onValueChange={(value) => prefer({ language: value as Preferences['language'] })}
            >
              {LANGUAGES.map((each) => (
                <MenuChoice key={each} value={each} label={words.language[each]} />
              ))}
            </Menu.RadioGroup>
            <Menu.Separator className="menu-line" />
            <Menu.Item className="menu-item" onSelect={signOut}>
              {words.do.signOut}
            </Menu.Item>
          </Menu.Content>
        </Menu.Portal>
      </Menu.Root>
    </div>
  );
}

function MenuChoice({ value, label }: { readonly value: string; readonly label: string }) {
  return (
    <Menu.RadioItem value={value} className="menu-item" onSelect={(event) => event.preventDefault()}>
      <span className="menu-mark">
        <Menu.ItemIndicator>
          <Icon name="check" />
        </Menu.ItemIndicator>
      </span>
      {label}
    </Menu.RadioItem>
  );
}
