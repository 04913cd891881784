import { useWords } from '../../components/words.tsx';

export const scopeNames = ['account', 'events', 'images', 'ips', 'linodes', 'volumes'] as const;
export type ScopeName = (typeof scopeNames)[number];
export type ScopeLevel = 'none' | 'read_only' | 'read_write';
export type ScopeChoice = Partial<Record<ScopeName, ScopeLevel>>;

/** The scopes as the API takes them; the same resource is never named twice. */
export function scopesText(choice: ScopeChoice): string {
  return scopeNames
    .flatMap((name) => (choice[name] && choice[name] !== 'none' ? [`${name}:${choice[name]}`] : []))
    .join(' ');
}

interface TokenScopesProps {
  readonly value: ScopeChoice;
  readonly onChange: (choice: ScopeChoice) => void;
}

const LEVELS: readonly ScopeLevel[] = ['none', 'read_only', 'read_write'];

/** What a token may do, resource by resource. */
export function TokenScopes({ value, onChange }: TokenScopesProps) {
  const { t } = useWords();
  const all = (level: ScopeLevel) => onChange(Object.fromEntries(scopeNames.map((name) => [name, level])));
  return (
    <table className="plain scopes">
      <caption className="sr-only">{t('access.scopes')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('access.scopes')}</th>
          {LEVELS.map((level) => (
            <th key={level} scope="col">
              <button type="button" className="traced" onClick={() => all(level)}>
                {t(`access.levels.${level}`)}
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {scopeNames.map((name) => (
          <tr key={name}>
            <th scope="row">{t(`access.scopeNames.${name}`)}</th>
            {LEVELS.map((level) => (
              <td key={level}>
                <input
                  type="radio"
                  name={`scope-${name}`}
                  aria-label={`${t(`access.scopeNames.${name}`)}: ${t(`access.levels.${level}`)}`}
                  checked={(value[name] ?? 'none') === level}
                  onChange={() => onChange({ ...value, [name]: level })}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
