import * as Menu from '@radix-ui/react-dropdown-menu';
import { Link } from '@tanstack/react-router';
import { Icon } from '../parts/Icon.tsx';
import { useWords } from '../words/useWords.ts';
import { FIRST_SCREENS, SCREENS } from './screenList.ts';

/** On a phone, the screens that have no room at the bottom. */
export function MoreScreens() {
  const words = useWords();
  const others = SCREENS.flatMap(({ entries }) => entries).filter(({ to }) => !FIRST_SCREENS.includes(to));
  return (
    <div className="rail-more">
      <Menu.Root modal={false}>
        <Menu.Trigger className="rail-link">
          <Icon name="more" />
          <span>{words.app.menu}</span>
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Content className="menu" sideOffset={6} collisionPadding={8}>
            {others.map(({ name, to }) => (
              <Menu.Item key={to} className="menu-item" asChild>
                <Link to={to}>
                  <Icon name={name} />
                  {words.screens[name]}
                </Link>
              </Menu.Item>
            ))}
          </Menu.Content>
        </Menu.Portal>
      </Menu.Root>
    </div>
  );
}
