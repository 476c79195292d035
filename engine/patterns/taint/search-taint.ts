import type { CompiledRule } from '../compile-rule.ts';
import type { FileScan } from '../file-scan.ts';
import type { Evaluation, Place } from '../formula/evaluate.ts';
import type { RangeBinding } from '../formula/range.ts';
import type { Match } from '../match.ts';
import type { Budget } from '../match/budget.ts';
import type { TaintSearch } from '../rule.ts';
import { followTaints } from './flow.ts';
import { findMarks } from './marks.ts';
import type { Taint } from './value.ts';

export interface TaintInput {
  readonly compiled: CompiledRule;
  readonly scan: FileScan;
  readonly evaluation: Evaluation;
  readonly whole: Place;
  readonly budget: Budget;
}

/** What flows from a source to a sink: one match for each sink, with the first way that reaches it. */
export function searchTaint(search: TaintSearch, input: TaintInput): Match[] {
  const { compiled, scan, budget } = input;
  const tree = scan.tree(compiled.language);
  const marks = tree && findMarks(search, tree.file, input);
  if (!marks) return [];
  const found = new Map<string, Match>();
  const { options } = compiled.rule;
  followTaints(
    {
      marks,
      facts: tree.facts,
      options,
      budget,
      reached({ range }, taints) {
        const key = `${range.start}-${range.end}`;
        const taint = taints.find((one) => !options.taint_unify_mvars || agrees(one, range.bindings));
        if (!taint || found.has(key)) return;
        const bindings = new Map<string, RangeBinding>([...taint.bindings, ...range.bindings]);
        found.set(key, {
          start: range.start,
          end: range.end,
          bindings,
          trace: [...taint.trace, { start: range.start, end: range.end, role: 'sink' }],
        });
      },
    },
    tree.file.root,
  );
  return [...found.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Whether metavariables of the same name stand for the same in the source and in the sink. */
function agrees(taint: Taint, bindings: ReadonlyMap<string, RangeBinding>): boolean {
  return [...taint.bindings].every(([name, bound]) => {
    const other = bindings.get(name);
    return other === undefined || other.text === bound.text;
  });
}
