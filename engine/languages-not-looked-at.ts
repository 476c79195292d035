import type { SideResult } from './analyze-side.ts';
import { targetLanguages } from './patterns/targets/target-languages.ts';
import type { NotLookedAt } from './analyzers/analyzer.ts';

/** Markup that holds code, by Linguist's names. */
const HOLDS_SCRIPTS = /^(?:Vue|Svelte|Astro|Marko|HTML.*|EJS|Pug|Handlebars|Jinja|Twig|Liquid|Blade|Razor|ASP\.NET)$/;

const ANY_TEXT: ReadonlySet<string> = new Set(['generic', 'regex']);

/** Code in languages without a grammar of ours: only what reads any text has looked at it. */
export function languagesNotLookedAt({ analyses }: SideResult): NotLookedAt[] {
  const files = new Map<string, number>();
  for (const [path, { classification, analyzers }] of analyses) {
    const { language, languageName, leftOut, type } = classification;
    if (language || leftOut || !languageName || (type !== 'code' && !HOLDS_SCRIPTS.test(languageName))) continue;
    // Rules that are for such files have looked.
    if (analyzers.includes('rules') && !ANY_TEXT.has(targetLanguages(path, '')[0]!)) continue;
    files.set(languageName, (files.get(languageName) ?? 0) + 1);
  }
  return [...files].map(([name, count]) => ({
    subject: `${count} ${name} ${count === 1 ? 'file' : 'files'}`,
    reason: 'language',
    detail: `There is no grammar for ${name}: secrets were looked for, and nothing else.`,
  }));
}

/** Files whose name says code and whose content says data, such as the translations of Qt that end in `.ts`. */
export function misnamedFiles({ analyses, classified }: SideResult): NotLookedAt[] {
  return [...analyses].flatMap(([path, { classification }]) => {
    const named = classified.get(path);
    const { language, languageName, leftOut } = classification;
    if (!named?.language || language || leftOut || !languageName || classification.type === 'code') return [];
    const detail = `It is named as ${named.languageName ?? named.language} and begins as ${languageName}: secrets were looked for, and nothing else.`;
    return [{ subject: path, path, reason: 'language', detail }];
  });
}
