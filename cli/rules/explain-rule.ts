import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findAsset } from '../../engine/assets.ts';
import { closest } from '../../engine/config/closest.ts';
import type { Rule } from '../../engine/findings/finding.ts';
import { EXIT, UsageError } from '../exit-codes.ts';
import { allRules, languagesOf } from './all-rules.ts';

/** `plumbline rules explain ID`. */
export function explainRule({ id, print }: { readonly id: string; readonly print: (text: string) => void }): number {
  const all = allRules();
  const found = all.find(({ rule }) => rule.id === id) ?? only(all.filter(({ rule }) => rule.id.endsWith(`/${id}`)));
  if (!found) {
    const meant = closest(id, new Set(all.map(({ rule }) => rule.id)));
    const hint = meant === undefined ? '`plumbline rules list` shows all.' : `Was ${meant} meant?`;
    throw new UsageError(`there is no rule ${id}. ${hint}`);
  }
  const { rule } = found;
  print(`${head(rule, languagesOf(found))}\n\n${readmeOf(rule.id) ?? describe(rule)}\n`);
  return EXIT.passed;
}

function only<Item>(items: readonly Item[]): Item | undefined {
  return items.length === 1 ? items[0] : undefined;
}

function head({ id, severity, quality, minutes, cwe = [] }: Rule, languages: readonly string[]): string {
  const about = [`${severity} ${quality}`, `${minutes} min to fix`, ...cwe, ...languages];
  return `${id}\n${about.join(' · ')}`;
}

/** What its author wrote, as it stands: Markdown reads well in a terminal. */
function readmeOf(id: string): string | undefined {
  const folder = findAsset('rules');
  const file = folder && join(folder, id, 'README.md');
  return file && existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

function describe({ title, description, helpUri }: Rule): string {
  return [title, '', description, ...(helpUri === undefined ? [] : ['', helpUri])].join('\n');
}
