import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findAsset } from '../../engine/assets.ts';
import { closest } from '../../engine/config/closest.ts';
import type { Rule } from '../../engine/findings/finding.ts';
import { knownRules } from '../../engine/known-rules.ts';
import { rulesAtHand } from '../../engine/rules-at-hand.ts';
import type { AnswerView } from '../../engine/report/github/answer-view.ts';

export type FoundRule =
  | { readonly found: true; readonly rule: Rule; readonly examples: AnswerView['examples'] }
  /** `meant`: the nearest id. */
  | { readonly found: false; readonly meant: string | undefined };

/**
 * A rule by its id, or by what stands behind the analyzer where only one is called so.
 *
 * @param others rules that the program does not bring along: a report names those of other tools
 */
export function findRule(id: string, others: readonly Rule[] = []): FoundRule {
  const all = [...knownRules(), ...(rulesAtHand()?.listed ?? []).map(({ info }) => info), ...others];
  const ending = all.filter((rule) => rule.id.endsWith(`/${id}`));
  const rule = all.find((each) => each.id === id) ?? (ending.length === 1 ? ending[0] : undefined);
  if (rule) return { found: true, rule, examples: examplesOf(rule.id) };
  return { found: false, meant: nearest(all, id) };
}

/** The analyzer in front is easily left out. */
function nearest(all: readonly Rule[], id: string): string | undefined {
  const byName = new Map(all.map((rule) => [rule.id.slice(rule.id.indexOf('/') + 1), rule.id]));
  return (
    closest(
      id,
      all.map((rule) => rule.id),
    ) ?? byName.get(closest(id, byName.keys()) ?? '')
  );
}

/** What the author of a rule of the packs shows as wrong and right. */
function examplesOf(id: string): AnswerView['examples'] {
  const folder = findAsset('rules');
  // An id that is known holds nothing that leads out of the folder.
  const file = folder && join(folder, id, 'README.md');
  if (!file || !existsSync(file)) return [];
  const readme = readFileSync(file, 'utf8');
  return ['Wrong', 'Right'].flatMap((title) => {
    const [, language = '', code] =
      new RegExp(`^## ${title}\\n+\`\`\`(\\w*)\\n([^]*?)\\n\`\`\`$`, 'm').exec(readme) ?? [];
    return code === undefined ? [] : [{ title, language, code }];
  });
}
