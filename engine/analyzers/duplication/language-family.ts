import type { Language } from '../../source/language.ts';

/** Languages whose code is compared with each other: they share their tokens, and code is copied between them as it is. */
export type LanguageFamily =
  'ecmascript' | 'c' | Exclude<Language, 'javascript' | 'jsx' | 'typescript' | 'tsx' | 'c' | 'cpp'>;

export function languageFamily(language: Language): LanguageFamily {
  if (language === 'javascript' || language === 'jsx' || language === 'typescript' || language === 'tsx')
    return 'ecmascript';
  return language === 'cpp' ? 'c' : language;
}
