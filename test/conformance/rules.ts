import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConformanceOptions, ScanConformance } from './options.ts';
import type { ScanOutcome, ScanPool } from './scan-pool.ts';
import { compareLines, Tallies } from './tally.ts';

interface RuleCase {
  readonly path: string;
  readonly rule: { readonly id: string; readonly languages: readonly string[] };
  readonly targets: readonly {
    readonly name: string;
    readonly text: string;
    readonly expected: readonly number[];
    readonly clean: readonly number[];
    /** The target as the rule's fix leaves it. */
    readonly fixed?: string;
  }[];
}

const RULE_FILES = /^rules-.*\.jsonl$/;

/** Runs every rule of `rules-*.jsonl` on its targets; a rule that does not load counts as missing all its lines. */
export async function rulesConformance(
  corpora: string,
  { pool, options }: { pool: ScanPool; options: ConformanceOptions },
): Promise<ScanConformance> {
  const cases: RuleCase[] = [];
  for (const file of (await readdir(corpora)).filter((name) => RULE_FILES.test(name)).sort()) {
    const lines = (await readFile(join(corpora, file), 'utf8')).split('\n').filter(Boolean);
    cases.push(...lines.map((line) => JSON.parse(line) as RuleCase));
  }
  const chosen = cases.filter(
    ({ path, rule }) =>
      (options.language === undefined ||
        groupOf(rule.languages) === options.language ||
        rule.languages.includes(options.language)) &&
      (options.only === undefined || path.includes(options.only) || rule.id === options.only),
  );
  const requests = chosen.map(({ rule, targets }) => ({ rules: JSON.stringify({ rules: [rule] }), targets }));
  const outcomes = await pool.scanAll(requests, options.processes);
  const tallies = new Tallies();
  const details = chosen.flatMap((one, index) => judge(one, outcomes[index]!, tallies));
  const fixes = compareFixes(chosen, outcomes);
  const fixesLine = `fixes: ${fixes.total - fixes.wrong.length} of ${fixes.total} targets come out as shown`;
  return {
    tables: [tallies.table('rules', 'rules'), fixesLine],
    failed: tallies.failed,
    details: [...details, ...fixes.wrong],
  };
}

function judge({ path, rule, targets }: RuleCase, outcome: ScanOutcome, tallies: Tallies): unknown[] {
  const tally = tallies.of(groupOf(rule.languages));
  tally.cases++;
  if (outcome.kind === 'crash') tally.crashes++;
  if (outcome.kind === 'hang') tally.hangs++;
  const answer = outcome.kind === 'answer' ? outcome.answer : undefined;
  if (answer?.loaded) tally.loaded++;
  const wrong = targets.flatMap(({ name, text, expected, clean }, index) => {
    const never = new Set(clean);
    const { right, missing, surplus } = compareLines(answer?.lines[index] ?? [], expected, (line) => never.has(line));
    tally.add({ right, missing: missing.length, surplus: surplus.length });
    return missing.length + surplus.length > 0 ? [{ name, missing, surplus, text }] : [];
  });
  if (wrong.length === 0 && answer?.loaded) {
    tally.whollyRight++;
    return [];
  }
  return [{ kind: 'rule', outcome: outcome.kind, path, errors: answer?.errors ?? [], rule, wrong }];
}

/** The targets that show a rule's fix, and those of them that come out otherwise. */
function compareFixes(cases: readonly RuleCase[], outcomes: readonly ScanOutcome[]) {
  const shown = cases.flatMap(({ path, rule, targets }, index) =>
    targets.flatMap(({ name, fixed }, at) => {
      const outcome = outcomes[index]!;
      const actual = outcome.kind === 'answer' ? outcome.answer.fixed[at] : undefined;
      return fixed === undefined ? [] : [{ kind: 'fix', path, name, rule, fixed, actual }];
    }),
  );
  return { total: shown.length, wrong: shown.filter(({ fixed, actual }) => fixed !== actual) };
}

const GROUPS: Readonly<Record<string, string>> = {
  js: 'javascript/typescript',
  javascript: 'javascript/typescript',
  ts: 'javascript/typescript',
  typescript: 'javascript/typescript',
  hcl: 'terraform',
  tf: 'terraform',
  py: 'python',
  kt: 'kotlin',
};

function groupOf([first = 'none']: readonly string[]): string {
  return GROUPS[first] ?? first;
}
