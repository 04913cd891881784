import { useWords } from '../components/words.tsx';
import { choose, languages } from '../i18n/index.ts';
import { Icon, Menu } from '../ui/index.ts';

const names = { en: 'English', 'zh-CN': '简体中文' } as const;

export function LanguageSwitch() {
  const { t, locale } = useWords();
  return (
    <Menu
      anchored
      selected={locale}
      entries={languages.map((language) => ({
        key: language,
        label: <span lang={language}>{names[language]}</span>,
        onClick: () => void choose(language),
      }))}
    >
      <button
        type="button"
        className="tool"
        aria-label={`${locale === 'zh-CN' ? '中文' : 'EN'} · ${t('shell.language')}`}
        title={t('shell.language')}
        data-testid="language"
      >
        <Icon name="globe" />
        <span className="tool-text">{locale === 'zh-CN' ? '中文' : 'EN'}</span>
      </button>
    </Menu>
  );
}
