import type { Classification } from '../../source/language.ts';

/** Whether the linters can look at a file: by its language, since names may lie. */
export function isLintable({ classification }: { readonly classification: Classification }): boolean {
  const { language, leftOut } = classification;
  if (leftOut !== undefined) return false;
  return language === 'javascript' || language === 'jsx' || language === 'typescript' || language === 'tsx';
}
