import { anEvaluation, type EvaluationInput } from '../search-file.ts';
import type { Condition } from '../rule.ts';
import { evaluate, type Evaluation, type Place } from './evaluate.ts';
import { unify, type Range, type RangeBinding } from './range.ts';
import { compareMetavariables } from '../conditions/comparison.ts';
import { analyze } from '../conditions/analysis.ts';

export interface ConditionInput extends EvaluationInput {
  readonly evaluation: Evaluation;
  readonly place: Place;
}

/** The range, once for each way in which a condition holds for its metavariables; none if it does not. */
export function holds(condition: Condition, range: Range, input: ConditionInput): readonly Range[] {
  switch (condition.kind) {
    case 'regex': {
      const bound = range.bindings.get(condition.metavariable);
      const regex = bound && input.evaluation.regex(condition.regex);
      if (!regex) return [];
      const texts = [bound.text, ...(condition.constantPropagation ? [constantText(bound, input)] : [])];
      return texts.some((text) => text !== undefined && regex.matchStart(text)) ? [range] : [];
    }
    case 'pattern':
      return holdsPattern(condition, range, input);
    case 'comparison': {
      const values = new Map([...range.bindings].map(([name, bound]) => [name, valueOf(bound, input)]));
      return compareMetavariables(condition, values) ? [range] : [];
    }
    case 'type': {
      const term = range.bindings.get(condition.metavariable)?.terms[0];
      const tree = input.scan.tree(input.language);
      const types = term && tree ? tree.facts.typesOf(term) : [];
      const names = types.map((type) => input.scan.text.slice(type.start, type.end));
      return condition.types.some((wanted) => names.some((name) => name === wanted || name.endsWith(`.${wanted}`)))
        ? [range]
        : [];
    }
    case 'analysis': {
      const bound = range.bindings.get(condition.metavariable);
      return bound && analyze(condition, stringOf(bound, input)) ? [range] : [];
    }
  }
}

function holdsPattern(
  condition: Extract<Condition, { kind: 'pattern' }>,
  range: Range,
  input: ConditionInput,
): Range[] {
  const bound = range.bindings.get(condition.metavariable);
  if (!bound) return [];
  const foreign = condition.language !== undefined && condition.language !== input.language;
  if (!foreign && bound.terms.length > 0) {
    const place = { text: input.place.text, start: bound.start, end: bound.end };
    return evaluate(condition.formula, place, input.evaluation).flatMap((found) => {
      const bindings = unify(range, found);
      return bindings ? [{ ...range, bindings }] : [];
    });
  }
  const text = stringOf(bound, input);
  const language = condition.language ?? input.language;
  const inner = anEvaluation({ ...input, language, scan: input.scan.part(text) });
  return evaluate(condition.formula, { text, start: 0, end: text.length }, inner).length > 0 ? [range] : [];
}

/** What a metavariable's string holds, or its text. */
function stringOf(bound: RangeBinding, input: ConditionInput): string {
  const [term] = bound.terms;
  return (
    bound.content ??
    (term?.kind === 'String' && bound.terms.length === 1 ? term.value : (constantText(bound, input) ?? bound.text))
  );
}

function constantText(bound: RangeBinding, input: ConditionInput): string | undefined {
  const constant = constantOf(bound, input);
  return constant === undefined ? undefined : String(constant);
}

function constantOf(
  bound: RangeBinding,
  { scan, language, compiled }: ConditionInput,
): string | number | boolean | undefined {
  const [term] = bound.terms;
  if (!term || bound.terms.length > 1 || bound.content !== undefined || !compiled.rule.options.constant_propagation)
    return undefined;
  return scan.tree(language)?.facts.constantOf(term);
}

function valueOf(bound: RangeBinding, input: ConditionInput): { text: string; constant?: string | number | boolean } {
  const constant = constantOf(bound, input);
  return constant === undefined ? { text: bound.text } : { text: bound.text, constant };
}
