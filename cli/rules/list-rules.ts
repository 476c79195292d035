import { closest } from '../../engine/config/closest.ts';
import { EXIT, UsageError } from '../exit-codes.ts';
import { allRules, languagesOf, packOf, type ListedRule } from './all-rules.ts';

/** `plumbline rules list`. */
export function listRules(command: {
  readonly pack: string | undefined;
  readonly json: boolean;
  readonly print: (text: string) => void;
}): number {
  const { pack, json, print } = command;
  const all = allRules();
  const packs = [...new Set(all.map(({ rule }) => packOf(rule)))];
  if (pack !== undefined && !packs.includes(pack)) {
    const meant = closest(pack, new Set(packs));
    const hint = meant === undefined ? `There are ${packs.join(', ')}.` : `Was ${meant} meant?`;
    throw new UsageError(`there is no pack or analyzer ${pack}. ${hint}`);
  }
  const listed = pack === undefined ? all : all.filter(({ rule }) => packOf(rule) === pack);
  print(json ? `${JSON.stringify(listed.map(toJson), undefined, 2)}\n` : inWords(listed));
  return EXIT.passed;
}

function toJson(listed: ListedRule) {
  const { id, title, severity, quality, minutes, cwe } = listed.rule;
  return { id, title, severity, quality, minutes, languages: languagesOf(listed), ...(cwe && { cwe }) };
}

function inWords(listed: readonly ListedRule[]): string {
  const width = Math.max(...listed.map(({ rule }) => rule.id.length));
  const lines: string[] = [];
  let pack = '';
  for (const { rule } of listed) {
    if (packOf(rule) !== pack) {
      pack = packOf(rule);
      const count = listed.filter((other) => packOf(other.rule) === pack).length;
      lines.push(`${lines.length > 0 ? '\n' : ''}${pack}  ${count} ${count === 1 ? 'rule' : 'rules'}`);
    }
    lines.push(`  ${rule.id.padEnd(width)}  ${rule.severity.padEnd(8)}  ${rule.title}`);
  }
  return `${lines.join('\n')}\n\n\`plumbline rules explain ID\` says more of one.\n`;
}
