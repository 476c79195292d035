import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { RULE_PACKS, type RulePack } from '../engine/analyzers/rules/packs.ts';
import { readRuleFolder, type RuleFolder } from './rule-folder.ts';

/** Reads all rules of the packs below a folder, by pack and name. */
export function readPacks(folder: string, packs: readonly RulePack[] = RULE_PACKS): RuleFolder[] {
  return packs.flatMap((pack) => {
    const at = join(folder, pack);
    if (!existsSync(at)) return [];
    return readdirSync(at, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => readRuleFolder(pack, join(at, entry.name)))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  });
}
