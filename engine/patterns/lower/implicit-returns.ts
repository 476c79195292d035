import { aTerm, type Term } from '../term.ts';
import { STATEMENT_KINDS } from '../match/kinds.ts';

/**
 * A function's body in a language whose functions return their last expression: what is returned so stands in a `Return`
 * of the same span. Branches return theirs; of a `try` with a `finally` the latter alone.
 */
export function returningLast(block: Term): Term {
  const last = block.children.at(-1);
  if (block.kind !== 'Block' || !last) return block;
  return { ...block, children: [...block.children.slice(0, -1), returned(last)] };
}

function returned(term: Term): Term {
  const { children } = term;
  switch (term.kind) {
    case 'Block':
      return returningLast(term);
    case 'If': {
      const [condition, then, otherwise] = children;
      return { ...term, children: [condition!, returningLast(then!), returned(otherwise!)] };
    }
    case 'Switch': {
      const [value, cases] = children;
      const returning = cases!.children.map((one) =>
        one.kind === 'Case' ? { ...one, children: [one.children[0]!, returningLast(one.children[1]!)] } : one,
      );
      return { ...term, children: [value!, { ...cases!, children: returning }] };
    }
    case 'Try':
      return returnedByTry(term);
    default:
      return KEPT.has(term.kind) ? term : aTerm('Return', term, [term]);
  }
}

function returnedByTry(term: Term): Term {
  const [body, catches, otherwise, last] = term.children;
  if (last!.kind !== 'None') return { ...term, children: [body!, catches!, otherwise!, returningLast(last!)] };
  const handlers = catches!.children.map((one) => ({
    ...one,
    children: [one.children[0]!, one.children[1]!, returningLast(one.children[2]!)],
  }));
  const first = otherwise!.kind === 'None' ? returningLast(body!) : body!;
  return { ...term, children: [first, { ...catches!, children: handlers }, returningLast(otherwise!), last!] };
}

const KEPT = new Set([...STATEMENT_KINDS, 'None', 'TooDeep', 'raw:retry', 'raw:redo']);
