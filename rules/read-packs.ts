import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readRuleFolder, type RuleFolder } from './rule-folder.ts';

/** Our packs, in the order in which they are listed. */
export const PACKS = ['security', 'mcp', 'delivery', 'practice'] as const;
export type Pack = (typeof PACKS)[number];

/** Reads all rules of the packs below a folder, by pack and name. */
export function readPacks(folder: string, packs: readonly Pack[] = PACKS): RuleFolder[] {
  return packs.flatMap((pack) => {
    const at = join(folder, pack);
    if (!existsSync(at)) return [];
    return readdirSync(at, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => readRuleFolder(pack, join(at, entry.name)))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  });
}
