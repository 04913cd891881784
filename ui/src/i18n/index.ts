import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type en from './en/index.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'words';
    resources: { words: typeof en };
  }
}

export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

const STORED = 'myidc.language';

export function languageOf(tag: string | null | undefined): Language | undefined {
  if (!tag) return undefined;
  if (tag.toLowerCase().startsWith('zh')) return 'zh-CN';
  return tag.toLowerCase().startsWith('en') ? 'en' : undefined;
}

/** What the person chose here before, else what the browser prefers. */
export function firstLanguage(): Language {
  const stored = languageOf(localStorage.getItem(STORED));
  if (stored) return stored;
  return navigator.languages.map(languageOf).find((language) => language !== undefined) ?? 'en';
}

export const languageChosen = (): boolean => localStorage.getItem(STORED) !== null;

let forStaff = false;
const whole = new Set<Language>();

/** The first words alone until staff are here; then all of them. */
async function load(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'words')) {
    const first = language === 'zh-CN' ? await import('./zh-CN/zh-CN-first.ts') : await import('./en/en-first.ts');
    i18next.addResourceBundle(language, 'words', first.default);
  }
  if (forStaff && !whole.has(language)) {
    const all = language === 'zh-CN' ? await import('./zh-CN/index.ts') : await import('./en/index.ts');
    i18next.addResourceBundle(language, 'words', all.default, true);
    whole.add(language);
  }
}

/** The words of the operators' pages, in the language chosen now and in every one chosen later. */
export async function needStaffWords(): Promise<void> {
  forStaff = true;
  await load(languageOf(i18next.language) ?? 'en');
}

export async function startWords(): Promise<void> {
  const language = firstLanguage();
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    ns: ['words'],
    defaultNS: 'words',
    resources: {},
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  await choose(language, false);
}

/** Switches every word on the page; `keep` remembers it in this browser. */
export async function choose(language: Language, keep = true): Promise<void> {
  await load(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  if (keep) localStorage.setItem(STORED, language);
}
