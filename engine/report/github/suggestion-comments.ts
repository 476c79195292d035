/** Suggestions as comments of a review. */
import { createHash } from 'node:crypto';
import type { ReviewResult } from '../../review-result.ts';
import { tidyMarkdown } from '../markdown/tidy-markdown.ts';
import type { Templates } from '../templates/load-templates.ts';
import { count, showing } from '../view/format.ts';
import { SEVERITY_NAMES } from '../view/words.ts';
import { MAX_COMMENT_BYTES } from './limits.ts';
import type { Suggestion } from './plan-suggestions.ts';
import type { SuggestionView } from './suggestion-view.ts';
import { wellFormed } from './well-formed.ts';

export interface SuggestionComment {
  /** What tells it from all others of the pull request, across pushes: see {@link suggestionKey}. */
  readonly key: string;
  readonly path: string;
  /** The last line. */
  readonly line: number;
  /** Absent where it is one line. */
  readonly startLine?: number;
  /** Markdown. */
  readonly body: string;
}

export interface SuggestionOptions {
  readonly templates: Templates;
  readonly canDispute?: boolean;
}

/** A finding is the same across pushes while its file keeps its name. */
export function suggestionKey({ fingerprint, path }: { readonly fingerprint: string; readonly path: string }): string {
  return `${fingerprint}-${createHash('sha256').update(path).digest('hex').slice(0, 8)}`;
}

/** In the order given. What has no finding in the result, or is too long for a comment, is left out. */
export function suggestionComments(
  result: Pick<ReviewResult, 'findings'>,
  suggestions: readonly Suggestion[],
  { templates, canDispute = false }: SuggestionOptions,
): SuggestionComment[] {
  const findings = new Map(result.findings.map((finding) => [suggestionKey(finding), finding]));
  return suggestions.flatMap((suggestion) => {
    const { path, startLine, endLine, replacement } = suggestion;
    const key = suggestionKey(suggestion);
    const finding = findings.get(key);
    if (finding === undefined) return [];
    const view: SuggestionView = {
      severity: finding.severity,
      severityName: SEVERITY_NAMES[finding.severity],
      message: wellFormed(finding.message),
      ruleId: wellFormed(finding.ruleId),
      fingerprint: finding.fingerprint,
      fix: wellFormed(finding.fix?.description ?? ''),
      replacement: replacement.map((line) => `${line}\n`).join(''),
      canDispute,
    };
    // Not tidied: the replacement's lines stay as they are.
    const body = templates.render('github/suggestion', view).trim();
    if (Buffer.byteLength(body) > MAX_COMMENT_BYTES / 2) return [];
    return [{ key, path, line: endLine, ...(startLine < endLine && { startLine }), body }];
  });
}

/** The words above the comments of one review. */
export function suggestionsIntro(
  { shown, all }: { readonly shown: number; readonly all: number },
  { templates, canFix = false }: { readonly templates: Templates; readonly canFix?: boolean },
): string {
  const title = count(shown, 'safe fix', 'safe fixes');
  return tidyMarkdown(
    templates.render('github/suggestions', { title, showing: showing(shown, all), one: all === 1, canFix }),
  ).trim();
}
