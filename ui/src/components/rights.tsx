import { useQuery } from '@tanstack/react-query';
import { createContext, useContext, type ReactNode } from 'react';
import { lackOf, userGroupQueries, type Need } from '../api/userGroups.ts';
import { Notice } from '../ui/index.ts';
import { usePresent } from './session.tsx';
import { useWords } from './words.tsx';

const NeedContext = createContext<Need | undefined>(undefined);

interface NeedingProps {
  readonly need: Need | undefined;
  /** Whether what is lacking is said above, beside being the reason of what is off. */
  readonly said?: boolean;
  readonly children: ReactNode;
}

/** Every deed within asks this of a limited user. */
export function Needing({ need, said = false, children }: NeedingProps) {
  return (
    <NeedContext value={need}>
      {said ? <Lacking /> : null}
      {children}
    </NeedContext>
  );
}

/** Why the deeds here are not the person's to do: which group or grant lets them read only, or which right is missing. */
export function useLack(): string | undefined {
  const need = useContext(NeedContext);
  const { person } = usePresent();
  const { t, locale } = useWords();
  const asked = person.role === 'TENANT' && person.restricted && need !== undefined;
  const { data } = useQuery({ ...userGroupQueries.rights(), enabled: asked, staleTime: 60_000 });
  const lack = asked && data ? lackOf(data, need) : undefined;
  if (need === undefined || lack === undefined) return undefined;
  const all = (names: readonly string[]) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(names);
  const group = (label: string) => t('states.rights.group', { label });
  switch (lack.why) {
    case 'readOnly':
      return t('states.rights.readOnly', {
        from: all(lack.from.map((label) => (label === null ? t('states.rights.own') : group(label)))),
      });
    case 'missing': {
      const right =
        typeof need === 'object' && 'may' in need
          ? t(`states.rights.may.${need.may}`)
          : t(need === 'account' ? 'states.rights.account' : 'states.rights.thing');
      return lack.groups.length === 0
        ? t('states.rights.missing', { right })
        : t('states.rights.missingInGroups', { right, groups: all(lack.groups.map(group)) });
    }
    case 'restricted':
      return t('states.rights.restricted');
  }
}

function Lacking() {
  const lack = useLack();
  return lack === undefined ? null : (
    <div className="banner" data-testid="lack">
      <Notice kind="info" title={lack} />
    </div>
  );
}
