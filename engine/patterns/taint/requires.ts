import { parse } from '../../syntax/parse.ts';
import { Lowering } from '../lower/lowering.ts';
import { python } from '../lower/python.ts';
import type { Term } from '../term.ts';

const parsed = new Map<string, Term | undefined>();

/** Whether labels are such as `requires` asks for: names joined by `and`, `or`, `not`. The Python grammar is loaded. */
export function meetsRequirement(requires: string, labels: ReadonlySet<string>): boolean {
  if (!parsed.has(requires))
    parsed.set(requires, new Lowering(parse('python', requires), python).whole().root.children[0]);
  const expression = parsed.get(requires);
  return expression !== undefined && evaluate(expression, labels);
}

function evaluate(term: Term, labels: ReadonlySet<string>): boolean {
  const [left, right] = term.children;
  switch (term.kind) {
    case 'Name':
      return labels.has(term.value);
    case 'Literal':
      return term.value === 'True';
    case 'Unary':
      return term.value === 'not' && !evaluate(left!, labels);
    case 'Binary':
      return term.value === 'and'
        ? evaluate(left!, labels) && evaluate(right!, labels)
        : term.value === 'or' && (evaluate(left!, labels) || evaluate(right!, labels));
    default:
      return false;
  }
}
