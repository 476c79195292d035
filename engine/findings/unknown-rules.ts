import { closest } from '../config/closest.ts';
import { isOtherToolsRule, matchesRule } from '../config/rule-pattern.ts';
import type { RawFinding, Rule } from './finding.ts';
import type { SuppressionComment, SuppressionFacts } from './suppressions-analyzer.ts';

export const UNKNOWN_RULE: Rule = {
  id: 'plumbline/unknown-rule',
  title: 'Suppression of a rule that does not exist',
  description:
    'The comment names a rule that nobody knows, so it suppresses nothing. Write the name as the report shows it.',
  severity: 'low',
  quality: 'maintainability',
  minutes: 2,
};

/**
 * The names in our own suppression comments that fit no rule of ours, nor one of a report that was read.
 *
 * @param known rule ids
 */
export function unknownRuleFindings(
  facts: ReadonlyMap<string, SuppressionFacts>,
  known: readonly string[],
): RawFinding[] {
  const problems = new Map<string, string | undefined>();
  const problemOf = (rule: string): string | undefined => {
    if (!problems.has(rule)) problems.set(rule, problemOfName(rule, known));
    return problems.get(rule);
  };
  return [...facts].flatMap(([path, { comments }]) =>
    comments
      .filter(({ source }) => source === 'comment')
      .flatMap((comment) =>
        [...new Set(comment.rules)].flatMap((rule) => {
          const message = problemOf(rule);
          return message === undefined ? [] : [findingAt(comment, { path, rule, message })];
        }),
      ),
  );
}

function findingAt(
  { line, column }: SuppressionComment,
  { path, rule, message }: { readonly path: string; readonly rule: string; readonly message: string },
): RawFinding {
  return {
    ruleId: UNKNOWN_RULE.id,
    path,
    range: { startLine: line, startColumn: column, endLine: line, endColumn: column },
    message,
    anchor: `unknown rule ${rule}`,
  };
}

function problemOfName(rule: string, known: readonly string[]): string | undefined {
  if (isOtherToolsRule(rule) || known.some((id) => matchesRule(rule, id))) return undefined;
  const meant = meantBy(rule, known);
  const suggestion = meant === undefined ? '' : ` Did you mean \`${meant}\`?`;
  return `No rule is named \`${rule}\`, so this suppresses nothing.${suggestion}`;
}

/** A pattern with a misspelt analyzer, a rule written without its analyzer, the nearest name, or one cut short. */
function meantBy(rule: string, known: readonly string[]): string | undefined {
  if (rule.endsWith('/*')) return closest(rule, new Set(known.map((id) => `${id.slice(0, id.indexOf('/'))}/*`)));
  const name = nameOf(rule);
  const cut = name.length < SHORTEST_CUT ? undefined : known.find((id) => nameOf(id).startsWith(name));
  return known.find((id) => nameOf(id) === name) ?? closest(rule, known) ?? cut;
}

/** Letters of a name that are enough to guess how it goes on. */
const SHORTEST_CUT = 4;

/** What stands behind the analyzer. */
function nameOf(rule: string): string {
  return rule.slice(rule.indexOf('/') + 1);
}
