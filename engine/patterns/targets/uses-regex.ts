import type { Condition, Formula, PatternRule } from '../rule.ts';

/** Whether a rule has regular expressions of its own: they alone cannot be stopped by a rule's deadline. */
export function usesRegex({ search, fixRegex }: PatternRule): boolean {
  const open: (Formula | Condition)[] =
    search.kind === 'taint'
      ? [search.sources, search.sinks, search.sanitizers, search.propagators].flat().map(({ formula }) => formula)
      : [search];
  for (let part = open.pop(); part; part = open.pop()) {
    if (part.kind === 'regex') return true;
    // A comparison may call re.match.
    if (part.kind === 'comparison' && part.comparison.includes('re.')) return true;
    if (part.kind === 'all') open.push(...part.of, ...part.conditions);
    else if (part.kind === 'any') open.push(...part.of);
    else if (part.kind === 'inside' || part.kind === 'not') open.push(part.of);
    else if (part.kind === 'pattern' && 'formula' in part) open.push(part.formula);
  }
  return fixRegex !== undefined;
}
