import { findAsset } from '../../engine/assets.ts';
import { RULE_PACKS, type RulePack } from '../../engine/analyzers/rules/packs.ts';
import { checkRule } from '../../rules/check-rule.ts';
import { readPacks } from '../../rules/read-packs.ts';
import { EXIT, UsageError } from '../exit-codes.ts';

/** `plumbline rules test`: every rule of the packs on its own examples. Code 1 when one does otherwise. */
export async function testRules(command: {
  readonly pack: string | undefined;
  readonly print: (text: string) => void;
}): Promise<number> {
  const { pack, print } = command;
  const packs = RULE_PACKS.filter((name) => pack === undefined || name === pack);
  if (packs.length === 0) throw new UsageError(`there is no pack ${pack}. There are ${RULE_PACKS.join(', ')}.`);
  const folder = findAsset('rules');
  if (folder === undefined) throw new Error('the rules are missing: the package is damaged');
  let failed = 0;
  for (const name of packs) failed += await testPack({ folder, pack: name, print });
  return failed === 0 ? EXIT.passed : EXIT.notPassed;
}

async function testPack({
  folder,
  pack,
  print,
}: {
  readonly folder: string;
  readonly pack: RulePack;
  readonly print: (text: string) => void;
}): Promise<number> {
  const rules = readPacks(folder, [pack]);
  let failed = 0;
  let examples = 0;
  for (const rule of rules) {
    const problems = await checkRule(rule);
    examples += rule.examples.length;
    if (problems.length === 0) continue;
    failed++;
    print(`✖ ${rule.pack}/${rule.name}\n${problems.map((problem) => `    ${problem}\n`).join('')}`);
  }
  print(`${pack}: ${rules.length - failed} of ${rules.length} rules do what their ${examples} example files say\n`);
  return failed;
}
