import type { Facts } from '../facts/facts.ts';
import { modulePath } from '../facts/names.ts';
import type { PatternLanguage } from '../languages.ts';
import type { Condition, RuleOptions } from '../rule.ts';
import type { Term } from '../term.ts';
import { evaluate, type Evaluation, type Place } from './evaluate.ts';
import { unify, type Range, type RangeBinding } from './range.ts';
import { compareMetavariables } from '../conditions/comparison.ts';
import { analyze } from '../conditions/analysis.ts';

/** What conditions need to know of the file at hand. */
export interface ConditionInput {
  readonly language: PatternLanguage;
  readonly options: RuleOptions;
  readonly facts: Facts | undefined;
  readonly evaluation: Evaluation;
  readonly place: Place;
  /** Evaluates on a text by itself, such as a string's content, in a language of its own. */
  readonly evaluationOf: (text: string, language: PatternLanguage) => Evaluation;
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
      const names = (term ? (input.facts?.typesOf(term) ?? []) : []).map(nameOfType);
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

/** `a.b.C<D>` is `a.b.C`. */
function nameOfType(type: Term): string {
  return type.kind === 'Generic' ? nameOfType(type.children[0]!) : (modulePath(type)?.join('.') ?? type.value);
}

function holdsPattern(
  condition: Extract<Condition, { kind: 'pattern' }>,
  range: Range,
  input: ConditionInput,
): Range[] {
  const bound = range.bindings.get(condition.metavariable);
  if (!bound) return [];
  if (condition.language === undefined && bound.terms.length > 0) {
    const terms = { from: bound.terms[0]!.index, to: bound.terms.at(-1)!.last };
    const place = { text: input.place.text, start: bound.start, end: bound.end, terms };
    return evaluate(condition.formula, place, input.evaluation).flatMap((found) => {
      const bindings = unify(range, found);
      return bindings ? [{ ...range, bindings }] : [];
    });
  }
  const text = stringOf(bound, input);
  const language = condition.language ?? input.language;
  const inner = input.evaluationOf(text, language);
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

function constantOf(bound: RangeBinding, { facts, options }: ConditionInput): string | number | boolean | undefined {
  const [term] = bound.terms;
  if (!term || bound.terms.length > 1 || bound.content !== undefined || !options.constant_propagation) return undefined;
  return facts?.constantOf(term);
}

function valueOf(bound: RangeBinding, input: ConditionInput): { text: string; constant?: string | number | boolean } {
  const constant = constantOf(bound, input);
  return constant === undefined ? { text: bound.text } : { text: bound.text, constant };
}
