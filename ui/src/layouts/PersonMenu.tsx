import { useGo } from '../components/asOf.tsx';
import { useLeave } from '../components/leave.tsx';
import { usePresent } from '../components/session.tsx';
import { useWords } from '../components/words.tsx';
import { Icon, Menu } from '../ui/index.ts';
import { paths } from '../util/paths.ts';
import { chooseScheme, schemeChoice, useScheme, type SchemeChoice } from './preferences.tsx';

interface PersonMenuProps {
  readonly onHelp: () => void;
  readonly onSecondFactor: () => void;
}

export function PersonMenu({ onHelp, onSecondFactor }: PersonMenuProps) {
  const { t } = useWords();
  const { person, zone, live } = usePresent();
  const leave = useLeave();
  const go = useGo();
  useScheme();
  const scheme = (choice: SchemeChoice) => ({
    key: choice,
    label: t(`shell.schemes.${choice}`),
    onClick: () => chooseScheme(choice),
  });
  return (
    <Menu
      anchored
      selected={schemeChoice()}
      entries={[
        {
          key: 'who',
          label: (
            <span className="menu-reason">
              <strong>{person.displayName || person.username}</strong>
              <small>
                {t(`shell.roles.${person.role}`)}
                {person.tenantName ? ` · ${person.tenantName}` : ''}
              </small>
              <small>
                {zone} · {live ? t('shell.live') : t('shell.polling')}
              </small>
            </span>
          ),
        },
        'line',
        scheme('light'),
        scheme('dark'),
        scheme('system'),
        'line',
        { key: 'factor', label: t('shell.secondFactor'), onClick: onSecondFactor },
        ...(person.role === 'TENANT'
          ? []
          : [{ key: 'sign-ins', label: t('shell.signIns'), onClick: () => go(paths.signIns()) }]),
        { key: 'api', label: t('shell.apiDocs'), onClick: () => window.open('/openapi', '_blank', 'noopener') },
        { key: 'keys', label: t('shell.keys.title'), onClick: onHelp },
        { key: 'out', label: t('shell.signOut'), onClick: leave },
      ]}
    >
      <button
        type="button"
        className="tool"
        aria-label={t('shell.person', { name: person.displayName || person.username })}
        data-testid="person"
      >
        <Icon name="person" />
        <span className="tool-text">{person.displayName || person.username}</span>
      </button>
    </Menu>
  );
}
