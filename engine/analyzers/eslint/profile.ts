import type { LintRule } from './lint-rule.ts';
import { isTypeScriptExtension } from './prepare-text.ts';

/** What decides which rules a file gets, besides its content. */
export interface Profile {
  readonly typescript: boolean;
  readonly test: boolean;
}

export type ProfileName = 'js' | 'js-test' | 'ts' | 'ts-test';

export const PROFILES: Readonly<Record<ProfileName, Profile>> = {
  js: { typescript: false, test: false },
  'js-test': { typescript: false, test: true },
  ts: { typescript: true, test: false },
  'ts-test': { typescript: true, test: true },
};
export const PROFILE_NAMES = ['js', 'js-test', 'ts', 'ts-test'] as const satisfies readonly ProfileName[];

export function profileOf(extension: string, test: boolean): ProfileName {
  const language = isTypeScriptExtension(extension) ? 'ts' : 'js';
  return test ? `${language}-test` : language;
}

export function runsIn(rule: LintRule, profile: Profile): boolean {
  if (profile.test && !rule.inTests) return false;
  return profile.typescript ? rule.typescript !== 'off' : rule.typescript !== 'only';
}

/**
 * Names that some rules must know as globals to recognise what is called on them. Not a description of an
 * environment: no rule here reports unknown names.
 */
export const GLOBALS: Readonly<Record<string, 'readonly'>> = Object.fromEntries(
  [
    ...['window', 'self', 'global', 'document', 'process', 'execScript'],
    ...['setTimeout', 'setInterval', 'setImmediate', 'alert', 'confirm', 'prompt'],
  ].map((name) => [name, 'readonly' as const]),
);
