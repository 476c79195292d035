/** Packs of rules in Semgrep's format that the program brings along, in the order in which they are listed. */
export const RULE_PACKS = ['security', 'mcp', 'delivery', 'practice'] as const;
export type RulePack = (typeof RULE_PACKS)[number];

/** The analyzer that a rule's findings come from: the first part of its id, or `rules` for what is in a pack. */
export function analyzerOf(ruleId: string): string {
  const first = ruleId.split('/', 1)[0]!;
  return RULE_PACKS.some((pack) => pack === first) ? 'rules' : first;
}
