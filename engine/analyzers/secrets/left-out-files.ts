import type { Classification, LeftOutReason } from '../../source/language.ts';

/**
 * Files left out of all else, in which a leaked key is a leaked key all the same. Not those that the configuration
 * excludes: somebody decided on them.
 */
const SEARCHED: ReadonlySet<LeftOutReason> = new Set([
  'vendored',
  'generated',
  'minified',
  'not-detectable',
  'too-large',
]);

/** Whether a file that is left out is still searched for secrets of known forms. */
export function isSearchedAllTheSame({ leftOut }: Pick<Classification, 'leftOut'>): boolean {
  return leftOut !== undefined && SEARCHED.has(leftOut);
}

/** Rules that need no context but the token's own form, so that they hold in any file. */
export function isFoundByForm(ruleId: string): boolean {
  return !BY_CONTEXT.has(ruleId);
}

const BY_CONTEXT: ReadonlySet<string> = new Set([
  'secrets/basic-auth-url',
  'secrets/database-url',
  'secrets/hardcoded-credential',
  'secrets/json-web-token',
]);
