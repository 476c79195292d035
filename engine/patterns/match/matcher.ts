import type { Facts } from '../facts/facts.ts';
import type { RuleOptions } from '../rule.ts';
import type { Term, TermTree } from '../term.ts';
import { aTerm } from '../term.ts';
import { bind, sameTerm, type Bindings } from './bindings.ts';
import type { Budget } from './budget.ts';
import {
  ASSOCIATIVE,
  BOOLEAN_OPERATORS,
  COMMUTATIVE,
  COMPARISONS,
  OPTIONAL_CHILDREN,
  STATEMENT_KINDS,
  SUBSET_LISTS,
} from './kinds.ts';
import { matchList, matchUnordered, type ListContext } from './match-list.ts';
import { matchSequence } from './match-statements.ts';

/** Called once for each way to match; the bindings are those of the way. */
export type Found = (bindings: Bindings | undefined) => void;

/** Matches patterns on one file. What matches in several ways is found in each. */
export interface Matcher extends ListContext {
  readonly file: TermTree;
  readonly facts: Facts;
  readonly options: RuleOptions;
  readonly budget: Budget;
  /** Whether a pattern's object names only some of the properties, as JavaScript's do. */
  readonly partialDicts: boolean;
  match(pattern: Term, term: Term, bindings: Bindings | undefined, found: Found): void;
  /** A pattern in a list of statements: an expression matches anywhere within one. */
  matchStatement(pattern: Term, term: Term, bindings: Bindings | undefined, found: Found): void;
}

export interface MatcherInput {
  readonly file: TermTree;
  readonly facts: Facts;
  readonly options: RuleOptions;
  readonly budget: Budget;
  readonly partialDicts: boolean;
}

export function aMatcher(input: MatcherInput): Matcher {
  const the: Matcher = {
    ...input,
    match: (pattern, term, bindings, found) => match(the, pattern, term, bindings, found),
    matchStatement: (pattern, term, bindings, found) => matchStatement(the, pattern, term, bindings, found),
  };
  return the;
}

function match(the: Matcher, pattern: Term, term: Term, bindings: Bindings | undefined, found: Found): void {
  the.budget.step();
  // A type that is left open, as that of a pointer to nothing.
  if (term.kind === 'AnyType') return found(bindings);
  // Without type arguments a name stands for it with any.
  if (term.kind === 'Generic' && (pattern.kind === 'Name' || pattern.kind === 'Member'))
    return match(the, pattern, term.children[0]!, bindings, found);
  switch (pattern.kind) {
    case 'Ellipsis':
      return found(bindings);
    case 'Piece':
    case 'PieceMeta':
      return matchPiece(pattern, term, bindings, found);
    case 'AnyPieceMeta':
      if (term.kind === 'Piece') return matchPiece(pattern, term, bindings, found);
      return match(the, { ...pattern, kind: 'Meta' }, term, bindings, found);
    case 'Meta':
    case 'MetaEllipsis': {
      if (NO_VALUES.has(term.kind)) return;
      const bound = bind(bindings, pattern.value, { terms: [term] }, (a, b) => equalTerms(the, a, b));
      return bound && found(bound.to);
    }
    case 'Deep':
      return matchDeep(the, pattern.children[0]!, term, bindings, found);
    case 'Typed':
      return matchTyped(the, pattern, term, bindings, found);
    case 'AnyText':
      return term.kind === 'Template' || term.kind === 'String' ? found(bindings) : undefined;
    case 'AnyTemplate':
      return term.kind === 'Template' || (term.kind === 'String' && term.children.length > 0)
        ? found(bindings)
        : undefined;
    case 'AnyString':
    case 'String':
    case 'StringRegex':
    case 'StringMeta':
      return matchString(the, pattern, term, bindings, found);
    case 'Number':
    case 'Literal':
      if (matchesLiteral(the, pattern, term)) found(bindings);
      return;
    case 'Name':
      if ((term.kind === 'Name' && term.value === pattern.value) || matchesQualified(the, pattern, term))
        found(bindings);
      return;
    case 'Member':
      return matchMember(the, pattern, term, bindings, found);
    case 'Assign':
      if (term.kind === 'Define' && pattern.value === '=' && the.options.vardef_assign) {
        return matchAll(the, pattern.children, [term.children[1]!, term.children[3]!], bindings, found);
      }
      return matchSame(the, pattern, term, bindings, found);
    case 'Function':
      if (term.kind === 'Lambda' && pattern.children[1]!.kind === 'Ellipsis')
        return matchLambda(the, pattern, term, bindings, found);
      if (term.kind === 'Define' && the.options.arrow_is_function)
        return matchStoredFunction(the, pattern, term, bindings, found);
      return matchSame(the, pattern, term, bindings, found);
    case 'Section':
      return matchSection(the, pattern, term, bindings, found);
    case 'Import':
      return matchImport(the, pattern, term, bindings, found);
    case 'Binary':
      return matchBinary(the, pattern, term, bindings, found);
    case 'For':
      if (term.kind === 'ForEach' && pattern.children[0]!.kind === 'Ellipsis' && pattern.children[1]!.kind === 'None') {
        return match(the, pattern.children[3]!, term.children[2]!, bindings, found);
      }
      return matchSame(the, pattern, term, bindings, found);
    default:
      return matchSame(the, pattern, term, bindings, found);
  }
}

/** What a metavariable does not stand for. */
const NO_VALUES = new Set(['None', 'Piece', 'TypeArgument']);

/** Whether two equal names mean the same variable, as far as that is known. */
function sameVariable(the: Matcher, a: Term, b: Term): boolean {
  if (!isVariable(a) || !isVariable(b)) return true;
  const variable = the.facts.scopes.variableOf(a);
  const other = the.facts.scopes.variableOf(b);
  return variable === undefined || other === undefined || variable === other;
}

function isVariable({ parent, index }: Term): boolean {
  if (!parent) return false;
  return !(parent.kind === 'Member'
    ? parent.children[1]!.index === index
    : NAMING.has(parent.kind) && parent.children[0]!.index === index);
}

/** Kinds whose first child is a name of its own, not a variable. */
const NAMING = new Set(['Pair', 'Keyword', 'Attribute', 'Imported']);

/** What a block of HCL has in it may also stand deeper there, as an expression may in a statement. */
function matchSection(the: Matcher, pattern: Term, term: Term, bindings: Bindings | undefined, found: Found): void {
  const isInner = pattern.parent?.kind === 'Pairs' && the.options.implicit_deep_exprstmt;
  if (!isInner) return matchSame(the, pattern, term, bindings, found);
  const { all } = the.file;
  for (let at = term.index; at < term.last; at++) {
    if (all[at]!.kind === 'Section') matchSame(the, pattern, all[at]!, bindings, found);
  }
}

/** Text between the code of a template. */
function matchPiece(pattern: Term, term: Term, bindings: Bindings | undefined, found: Found): void {
  if (term.kind !== 'Piece') return;
  if (pattern.kind === 'Piece') return pattern.value === term.value ? found(bindings) : undefined;
  const bound = bind(bindings, pattern.value, { terms: [term], content: term.value });
  if (bound) found(bound.to);
}

/** The same code, or known to have the same value. */
function equalTerms(the: Matcher, a: Term, b: Term): boolean {
  if (sameTerm(a, b, (x, y) => sameVariable(the, x, y))) return true;
  if (!the.options.constant_propagation) return false;
  const value = the.facts.constantOf(a);
  return value !== undefined && value === the.facts.constantOf(b);
}

/** The same kind with the same operator or word, and matching children. */
function matchSame(the: Matcher, pattern: Term, term: Term, bindings: Bindings | undefined, found: Found): void {
  if (pattern.kind !== term.kind) return matchOtherKind(the, pattern, term, bindings, found);
  if (!sameValue(pattern, term)) return;
  switch (pattern.kind) {
    case 'Block':
      if (pattern.children.length === 1 && pattern.children[0]!.kind === 'Meta') {
        if (term.children.length === 0) return;
        return match(the, pattern.children[0]!, term.children.length === 1 ? term.children[0]! : term, bindings, found);
      }
      return matchSequence(
        the,
        pattern.children,
        { block: term, from: 0, whole: pattern.children.length === 0 },
        bindings,
        (to) => found(to.bindings),
      );
    case 'Pairs':
      return matchPairs(the, pattern, term, bindings, found);
    case 'Decorator':
      return matchDecorator(the, pattern.children[0]!, term.children[0]!, bindings, found);
    case 'Imported':
      return matchImported(the, pattern, term, bindings, found);
    case 'Catch':
      return matchCatch(the, pattern, term, bindings, found);
    case 'Contents':
      if (pattern.children.length === 0) return found(bindings);
      if (!the.options.xml_children_ordered) return matchPairs(the, pattern, term, bindings, found);
      return matchList(the, pattern.children, term.children, bindings, found);
    case 'Cases':
      if (pattern.value === 'unordered') return matchPairs(the, pattern, term, bindings, found);
      return matchList(the, pattern.children, term.children, bindings, found);
    case 'Call':
      if (callsAnother(the, pattern.children[0]!, term.children[0]!)) return;
      return matchChildren(the, pattern, term, bindings, found);
    case 'Args':
      return matchArgs(the, pattern, term, bindings, found);
    case 'For':
      if (pattern.children[0]!.kind === 'Ellipsis' && pattern.children[1]!.kind === 'None') {
        return match(the, pattern.children[3]!, term.children[3]!, bindings, found);
      }
      return matchChildren(the, pattern, term, bindings, found);
    default:
      if (SUBSET_LISTS.has(pattern.kind)) {
        const wanted = pattern.children.filter((child) => child.kind !== 'Ellipsis');
        const hasRest = wanted.length < pattern.children.length;
        const partial = hasRest || pattern.kind !== 'Attributes' || the.options.xml_attrs_implicit_ellipsis;
        return matchUnordered(the, wanted, { terms: term.children, partial }, bindings, (to) => found(to.bindings));
      }
      if (ORDERED_LISTS.has(pattern.kind)) return matchList(the, pattern.children, term.children, bindings, found);
      return matchChildren(the, pattern, term, bindings, found);
  }
}

const ORDERED_LISTS = new Set(['Params', 'Elements', 'Cases', 'Template']);

function sameValue(pattern: Term, term: Term): boolean {
  if (pattern.kind === 'Define') return pattern.value !== 'const' || term.value === 'const';
  return pattern.value === term.value;
}

function matchChildren(the: Matcher, pattern: Term, term: Term, bindings: Bindings | undefined, found: Found): void {
  const optional = OPTIONAL_CHILDREN[pattern.kind];
  if (pattern.children.length !== term.children.length) {
    if (!pattern.kind.startsWith('raw:')) return;
    return matchList(the, pattern.children, term.children, bindings, found);
  }
  const patterns: Term[] = [];
  const terms: Term[] = [];
  pattern.children.forEach((child, at) => {
    if (child.kind === 'None' && optional?.includes(at)) return;
    patterns.push(child);
    terms.push(term.children[at]!);
  });
  matchAll(the, patterns, terms, bindings, found);
}

/** Each pattern on its term, all with the same bindings. */
function matchAll(
  the: Matcher,
  patterns: readonly Term[],
  terms: readonly Term[],
  bindings: Bindings | undefined,
  found: Found,
): void {
  const step = (at: number, so: Bindings | undefined): void => {
    if (at === patterns.length) return found(so);
    match(the, patterns[at]!, terms[at]!, so, (next) => step(at + 1, next));
  };
  step(0, bindings);
}

function matchDeep(the: Matcher, inner: Term, term: Term, bindings: Bindings | undefined, found: Found): void {
  const { all } = the.file;
  for (let at = term.index; at < term.last; at++) match(the, inner, all[at]!, bindings, found);
}

/** The same but for the bodies of functions: their statements are statements of their own. */
function matchDeepOutside(
  the: Matcher,
  inner: Term,
  term: Term,
  bindings: Bindings | undefined,
  found: Found,
): void {
  const { all } = the.file;
  for (let at = term.index; at < term.last;) {
    const each = all[at]!;
    const isBody = each.kind === 'Block' && FUNCTIONS.has(each.parent?.kind ?? '');
    if (!isBody) match(the, inner, each, bindings, found);
    at = isBody ? each.last : at + 1;
  }
}

const FUNCTIONS = new Set(['Lambda', 'Function']);

function matchTyped(the: Matcher, pattern: Term, term: Term, bindings: Bindings | undefined, found: Found): void {
  const bound = bind(bindings, pattern.value, { terms: [term] });
  if (!bound) return;
  const wanted = pattern.children[0]!;
  if (wanted.kind === 'Meta' || wanted.kind === 'Name' || wanted.kind === 'Member' || wanted.kind.length > 0) {
    for (const type of the.facts.typesOf(term)) matchType(the, wanted, type, bound.to, found);
  }
}

/** A type's pattern on a type as declared; without arguments it stands for all of them. */
function matchType(the: Matcher, wanted: Term, type: Term, bindings: Bindings | undefined, found: Found): void {
  const isWrapped = type.kind === 'Generic' || type.kind === 'Nullable';
  if (isWrapped && wanted.kind !== type.kind) return matchType(the, wanted, type.children[0]!, bindings, found);
  const [name, given] = [dottedName(wanted), dottedName(type)];
  if (name && given && the.facts.sameType(name.join('.'), given.join('.'))) return found(bindings);
  match(the, wanted, type, bindings, found);
}

function matchString(the: Matcher, pattern: Term, term: Term, bindings: Bindings | undefined, found: Found): void {
  const isKey = term.kind === 'Name' && term.parent?.kind === 'Pair' && term.parent.children[0] === term;
  // Among the code of a template a string is code, too, and not the text around it.
  if (term.kind === 'Piece' && pattern.parent?.kind === 'Template') return;
  if (term.kind === 'Template' && term.parent?.kind === 'Regex') return;
  const content = term.kind === 'String' || term.kind === 'Piece' || isKey ? term.value : constantString(the, term);
  if (content === undefined) {
    const isAny = pattern.kind === 'AnyString' || pattern.kind === 'AnyTemplate';
    if (isAny && the.options.constant_propagation && the.facts.isString(term)) found(bindings);
    return;
  }
  switch (pattern.kind) {
    case 'AnyString':
    case 'AnyTemplate':
      return found(bindings);
    case 'StringMeta': {
      const bound = bind(bindings, pattern.value, { terms: [term], content });
      return bound && found(bound.to);
    }
    case 'StringRegex':
      return the.facts.stringMatches(pattern.value, content) ? found(bindings) : undefined;
    default:
      return content === pattern.value ? found(bindings) : undefined;
  }
}

function constantString(the: Matcher, term: Term): string | undefined {
  const constant = the.options.constant_propagation ? the.facts.constantOf(term) : undefined;
  return typeof constant === 'string' ? constant : undefined;
}

function matchesLiteral(the: Matcher, pattern: Term, term: Term): boolean {
  if (term.kind === pattern.kind) return term.value === pattern.value;
  // C's null is 0, but not written as one.
  if (term.kind === 'Literal' && pattern.kind === 'Number') return false;
  const constant = the.options.constant_propagation ? the.facts.constantOf(term) : undefined;
  if (constant === undefined || typeof constant === 'string') return false;
  return String(constant).toLowerCase() === pattern.value.toLowerCase();
}

/** A name or dotted name, against what an imported name stands for. */
function matchesQualified(the: Matcher, pattern: Term, term: Term): boolean {
  if (term.kind !== 'Name' && term.kind !== 'Member') return false;
  const wanted = dottedName(pattern);
  return wanted !== undefined && the.facts.qualifiedNames(term).some((name) => sameNames(name, wanted));
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((part, at) => part === b[at]);
}

/** The parts of a dotted name that has no metavariables. */
export function dottedName(term: Term): string[] | undefined {
  const parts: string[] = [];
  let at = term;
  while (at.kind === 'Member' && at.children[1]!.kind === 'Name') {
    parts.push(at.children[1]!.value);
    at = at.children[0]!;
  }
  if (at.kind !== 'Name') return undefined;
  parts.push(at.value);
  return parts.reverse();
}

function matchMember(the: Matcher, pattern: Term, term: Term, bindings: Bindings | undefined, found: Found): void {
  const [object, name] = pattern.children;
  if (name!.kind === 'Ellipsis') return matchChain(the, object!, term, bindings, found);
  let once = false;
  if (term.kind === 'Member' && term.value === pattern.value) {
    match(the, name!, term.children[1]!, bindings, (so) =>
      match(the, object!, term.children[0]!, so, (to) => {
        once = true;
        found(to);
      }),
    );
  }
  if (once) return;
  if (matchesQualified(the, pattern, term)) return found(bindings);
  if (object!.kind === 'Meta' && name!.kind === 'Name' && term.kind === 'Name')
    matchModuleMeta(the, pattern, term, bindings, found);
  if (name!.kind === 'Meta' && (term.kind === 'Name' || term.kind === 'Member'))
    matchQualifiedMeta(the, pattern, term, bindings, found);
}

/** `$LIB.f` on a name that was imported as `f` of some module. */
function matchModuleMeta(the: Matcher, pattern: Term, term: Term, bindings: Bindings | undefined, found: Found): void {
  for (const name of the.facts.qualifiedNames(term)) {
    if (name.length < 2 || name.at(-1) !== pattern.children[1]!.value) continue;
    const bound = bind(bindings, pattern.children[0]!.value, { terms: [term], content: name.slice(0, -1).join('.') });
    if (bound) found(bound.to);
    return;
  }
}

/** `lib.$F` on a name imported from `lib`. */
function matchQualifiedMeta(
  the: Matcher,
  pattern: Term,
  term: Term,
  bindings: Bindings | undefined,
  found: Found,
): void {
  const module = dottedName(pattern.children[0]!);
  if (!module) return;
  for (const name of the.facts.qualifiedNames(term)) {
    if (name.length !== module.length + 1 || !sameNames(name.slice(0, -1), module)) continue;
    const last = term.kind === 'Member' ? term.children[1]! : term;
    const bound = bind(bindings, pattern.children[1]!.value, {
      terms: [last],
      ...(last.value === name.at(-1) ? {} : { content: name.at(-1)! }),
    });
    if (bound) found(bound.to);
    return;
  }
}

/** `x. ... ` : the object at any distance down a chain of members and calls. */
function matchChain(the: Matcher, object: Term, term: Term, bindings: Bindings | undefined, found: Found): void {
  for (let at: Term | undefined = term; at; at = nextInChain(at)) match(the, object, at, bindings, found);
}

function nextInChain(term: Term): Term | undefined {
  return IN_CHAIN.has(term.kind) ? term.children[0] : undefined;
}

const IN_CHAIN = new Set(['Call', 'Member', 'Index', 'Generic', 'Await', 'Question']);

/** `const f = () => {}` is a function named `f`. */
function matchStoredFunction(
  the: Matcher,
  pattern: Term,
  term: Term,
  bindings: Bindings | undefined,
  found: Found,
): void {
  const value = term.children[3]!;
  if (value.kind !== 'Lambda') return;
  const [modifiers, params, type, body] = value.children;
  const wanted = pattern.children;
  const patterns = [wanted[0]!, wanted[1]!, wanted[2]!];
  const terms = [term.children[0]!.children.length > 0 ? term.children[0]! : modifiers!, term.children[1]!, params!];
  if (wanted[3]!.kind !== 'None') {
    patterns.push(wanted[3]!);
    terms.push(type!);
  }
  if (wanted[4]!.kind !== 'None') {
    patterns.push(wanted[4]!);
    terms.push(body!);
  }
  matchAll(the, patterns, terms, bindings, found);
}

/** `function ...(…)` stands for functions without a name too. */
function matchLambda(the: Matcher, pattern: Term, term: Term, bindings: Bindings | undefined, found: Found): void {
  const [modifiers, , params, type, body] = pattern.children;
  const wanted = [modifiers!, params!, type!, body!];
  const pairs = wanted
    .map((child, at) => ({ child, given: term.children[at]! }))
    .filter(({ child }) => child.kind !== 'None');
  matchAll(
    the,
    pairs.map(({ child }) => child),
    pairs.map(({ given }) => given),
    bindings,
    found,
  );
}

/** What is the same although the kinds differ. */
function matchOtherKind(the: Matcher, pattern: Term, term: Term, bindings: Bindings | undefined, found: Found): void {
  if (isRest(pattern) && COLLECTIONS[pattern.kind]?.includes(term.kind)) return found(bindings);
  if (pattern.kind === 'Elements' && term.kind === 'Pairs') {
    return matchList(the, pattern.children, term.children, bindings, found);
  }
  if (pattern.kind === 'Tuple' && term.parent?.kind === 'Catch') {
    return matchList(the, pattern.children[0]!.children, [term], bindings, found);
  }
  const isNamed = term.kind === 'Name' || term.kind === 'Member';
  if (isNamed && (the.options.symbolic_propagation || pattern.kind === 'Regex')) {
    const definition = the.facts.definitionOf(term);
    if (definition && (pattern.kind !== 'Regex' || definition.kind === 'Regex'))
      match(the, pattern, definition, bindings, found);
  }
}

function matchBinary(the: Matcher, pattern: Term, term: Term, bindings: Bindings | undefined, found: Found): void {
  if (term.kind !== 'Binary') return matchOtherKind(the, pattern, term, bindings, found);
  if (!sameValue(pattern, term)) return;
  let once = false;
  const seen: Found = (to) => {
    once = true;
    found(to);
  };
  matchChildren(the, pattern, term, bindings, seen);
  if (once) return;
  const { options } = the;
  if (options.commutative_compop && COMPARISONS.has(pattern.value)) {
    return matchAll(the, pattern.children, term.children.toReversed(), bindings, found);
  }
  const wanted = operandsOf(pattern);
  const hasRest = wanted.some((operand) => operand.kind === 'Ellipsis');
  if (!hasRest && !(options.ac_matching && ASSOCIATIVE.has(pattern.value))) return;
  const operands = operandsOf(term);
  const anyOrder =
    COMMUTATIVE.has(pattern.value) || (options.commutative_boolop && BOOLEAN_OPERATORS.has(pattern.value));
  if (!anyOrder) return matchOperands(the, wanted, operands, bindings, found);
  const exact = wanted.filter((operand) => operand.kind !== 'Ellipsis');
  matchUnordered(the, exact, { terms: operands, partial: true }, bindings, (to) => found(to.bindings));
}

/** Operands in order; a metavariable stands for one or more of them, as it would for a nested operation. */
function matchOperands(
  the: Matcher,
  wanted: readonly Term[],
  operands: readonly Term[],
  bindings: Bindings | undefined,
  found: Found,
): void {
  const step = (p: number, t: number, so: Bindings | undefined): void => {
    the.budget.step();
    const pattern = wanted[p];
    if (!pattern) return t === operands.length ? found(so) : undefined;
    const left = wanted.length - p - 1;
    if (pattern.kind === 'Ellipsis') {
      for (let next = t; next <= operands.length; next++) step(p + 1, next, so);
    } else if (pattern.kind === 'Meta') {
      for (let next = t + 1; next <= operands.length - left + countRests(wanted, p); next++) {
        const bound = bind(so, pattern.value, { terms: operands.slice(t, next) }, (a, b) => equalTerms(the, a, b));
        if (bound) step(p + 1, next, bound.to);
      }
    } else if (t < operands.length) {
      match(the, pattern, operands[t]!, so, (next) => step(p + 1, t + 1, next));
    }
  };
  step(0, 0, bindings);
}

function countRests(wanted: readonly Term[], from: number): number {
  return wanted.slice(from).filter((operand) => operand.kind === 'Ellipsis').length;
}

function operandsOf(term: Term): Term[] {
  const operands: Term[] = [];
  const open: Term[] = [term];
  for (let at = open.pop(); at; at = open.pop()) {
    if (at.kind === 'Binary' && at.value === term.value) open.push(at.children[1]!, at.children[0]!);
    else operands.push(at);
  }
  return operands;
}

/**
 * A module matches by its beginning, as `import a` means all of `a`; a pattern that takes nothing from it by name
 * matches whatever is taken.
 */
function matchImport(the: Matcher, pattern: Term, term: Term, bindings: Bindings | undefined, found: Found): void {
  const [module, names] = pattern.children;
  if (pattern.value === 'static' && term.value !== 'static') return;
  const imported =
    term.kind === 'Import' ? { module: term.children[0]!, names: term.children[1]! } : requiredNames(term);
  if (!imported) return;
  const given = imported.names;
  const seen = firstOnly(found);
  if (names!.children.length === 0) matchImportedPath(the, module!, imported, bindings, seen);
  if (names!.children.length === 1) matchAsPath(the, pattern, imported, bindings, seen);
  matchModule(the, module!, imported.module, bindings, (so) => {
    if (names!.children.length === 0) return seen(so);
    const wanted = names!.children.filter((name) => name.kind !== 'Ellipsis');
    matchUnordered(the, wanted, { terms: given.children, partial: true }, so, (to) => seen(to.bindings));
  });
}

/** Passes on the first way alone: one import is one match, whichever of its spellings fits. */
function firstOnly(found: Found): Found {
  let once = false;
  return (bindings) => {
    if (!once) found(bindings);
    once = true;
  };
}

interface ImportedNames {
  readonly module: Term;
  readonly names: Term;
}

/** `import a.b` is what `from a import b` does. */
function matchImportedPath(
  the: Matcher,
  module: Term,
  imported: ImportedNames,
  bindings: Bindings | undefined,
  found: Found,
): void {
  const wanted = pathOf(module);
  const given = pathOf(imported.module);
  if (!wanted || !given || wanted.length < 2) return;
  for (const { children } of imported.names.children) {
    const there = pathOf(children[0]!);
    if (there && wanted.length === given.length + there.length)
      matchAll(the, wanted, [...given, ...there], bindings, found);
  }
}

/** And `from a import b` is what `import a.b` does. */
function matchAsPath(
  the: Matcher,
  pattern: Term,
  imported: ImportedNames,
  bindings: Bindings | undefined,
  found: Found,
): void {
  const [name] = pattern.children[1]!.children;
  const module = pathOf(pattern.children[0]!);
  const last = name?.kind === 'Imported' ? pathOf(name.children[0]!) : undefined;
  const given = pathOf(imported.module);
  const isWhole = imported.names.children.every(({ children }) => children[0]?.kind === 'Literal');
  if (!module || !last || !given || !isWhole || given.length !== module.length + last.length) return;
  matchAll(the, [...module, ...last], given, bindings, found);
}

/** `const {a} = require('m')` and a lone `require('m')`, as what they import. */
function requiredNames(term: Term): ImportedNames | undefined {
  const value = term.kind === 'Define' ? term.children[3]! : term;
  const callee = value.kind === 'Call' ? value.children[0]! : undefined;
  const module = value.children[1]?.children[0];
  if (callee?.kind !== 'Name' || !REQUIRING.has(callee.value) || module?.kind !== 'String') return undefined;
  const target = term.kind === 'Define' ? term.children[1]! : undefined;
  const names = target?.kind === 'Dict' ? target.children[0]!.children : [];
  const taken = names
    .filter((name) => name.kind === 'Pair')
    .map((pair) => aTerm('Imported', pair, [pair.children[0]!, pair.children[1]!]));
  if (target?.kind === 'Name') taken.push(aTerm('Imported', target, [aTerm('Literal', target, [], 'default'), target]));
  return { module, names: aTerm('Elements', term, taken) };
}

const REQUIRING = new Set(['require', 'import']);

/** `@a` is `@a()`. */
function matchDecorator(the: Matcher, pattern: Term, term: Term, bindings: Bindings | undefined, found: Found): void {
  const [wanted, wantedArgs] = pattern.kind === 'Call' ? pattern.children : [pattern];
  const [given, givenArgs] = term.kind === 'Call' ? term.children : [term];
  if (wanted!.kind === 'Meta' && !wantedArgs && givenArgs)
    return givenArgs.children.length === 0 ? match(the, wanted!, given!, bindings, found) : undefined;
  if (!wantedArgs && (givenArgs?.children.length ?? 0) > 0) return;
  match(the, wanted!, given!, bindings, (so) => {
    if (!wantedArgs) return found(so);
    matchArgs(the, wantedArgs, givenArgs ?? aTerm('Args', term), so, found);
  });
}

/** A name that is imported under another one too, unless the pattern says which. */
function matchImported(the: Matcher, pattern: Term, term: Term, bindings: Bindings | undefined, found: Found): void {
  const [there, here] = pattern.children;
  if (here!.kind !== 'None') return matchChildren(the, pattern, term, bindings, found);
  const local = there!.kind === 'Meta' && term.children[1]!.kind !== 'None' ? term.children[1]! : term.children[0]!;
  match(the, there!, local, bindings, found);
}

/** What is caught may be left out, in the pattern and in the code. */
function matchCatch(the: Matcher, pattern: Term, term: Term, bindings: Bindings | undefined, found: Found): void {
  const pairs = pattern.children
    .map((child, at) => ({ child, given: term.children[at]! }))
    .filter(({ child, given }, at) => child.kind !== 'None' && !(at === 1 && given.kind === 'None'));
  const patterns = pairs.map(({ child }) => child);
  matchAll(
    the,
    patterns,
    pairs.map(({ given }) => given),
    bindings,
    found,
  );
}

/** The module of a pattern against a module, which may go on after it. */
function matchModule(the: Matcher, pattern: Term, module: Term, bindings: Bindings | undefined, found: Found): void {
  if (pattern.kind === 'String' && module.kind === 'String') {
    if (module.value.startsWith(pattern.value)) found(bindings);
    return;
  }
  const wanted = pathOf(pattern);
  const given = pathOf(module);
  if (!wanted || !given) return match(the, pattern, module, bindings, found);
  if (wanted.length === 1 && wanted[0]!.kind === 'Meta') return match(the, pattern, module, bindings, found);
  if (wanted.length <= given.length) matchAll(the, wanted, given.slice(0, wanted.length), bindings, found);
}

/** The parts of a dotted name. */
function pathOf(module: Term): Term[] | undefined {
  const parts: Term[] = [];
  let at = module;
  for (; at.kind === 'Member'; at = at.children[0]!) parts.push(at.children[1]!);
  return at.kind === 'Name' || at.kind === 'Meta' ? [at, ...parts.reverse()] : undefined;
}

/** Positional arguments in order, named ones in any. */
function matchArgs(the: Matcher, pattern: Term, term: Term, bindings: Bindings | undefined, found: Found): void {
  const named = pattern.children.filter((child) => child.kind === 'Keyword');
  const hasRest = pattern.children.some((child) => child.kind === 'Ellipsis' || child.kind === 'MetaEllipsis');
  if (named.length === 0) return matchList(the, pattern.children, term.children, bindings, found);
  const positional = pattern.children.filter((child) => child.kind !== 'Keyword');
  const given = term.children.filter((child) => child.kind === 'Keyword');
  matchUnordered(the, named, { terms: given, partial: hasRest }, bindings, ({ bindings: so, used }) => {
    const rest = term.children.filter((child) => child.kind !== 'Keyword' || !used.has(child));
    matchList(the, positional, rest, so, found);
  });
}

function matchPairs(the: Matcher, pattern: Term, term: Term, bindings: Bindings | undefined, found: Found): void {
  const wanted = pattern.children.filter((child) => child.kind !== 'Ellipsis' && child.kind !== 'MetaEllipsis');
  const partial = the.partialDicts || wanted.length < pattern.children.length;
  const rest = pattern.children.find((child) => child.kind === 'MetaEllipsis');
  matchUnordered(the, wanted, { terms: term.children, partial }, bindings, ({ bindings: so, used }) => {
    if (!rest) return found(so);
    const bound = bind(so, rest.value, { terms: term.children.filter((child) => !used.has(child)) });
    if (bound) found(bound.to);
  });
}

function matchStatement(the: Matcher, pattern: Term, term: Term, bindings: Bindings | undefined, found: Found): void {
  let once = false;
  const seen: Found = (to) => {
    once = true;
    found(to);
  };
  match(the, pattern, term, bindings, seen);
  if (once || !the.options.implicit_deep_exprstmt || STATEMENT_KINDS.has(pattern.kind) || ANY.has(pattern.kind)) return;
  const inside = insideOf(term);
  if (inside) matchDeepOutside(the, pattern, inside, bindings, found);
}

const ANY = new Set(['Meta', 'MetaEllipsis', 'Ellipsis', 'Deep', 'Typed']);

/** The expression that a statement consists of. */
function insideOf(statement: Term): Term | undefined {
  if (statement.kind === 'Define') return statement.children[3];
  if (statement.kind === 'Return' || statement.kind === 'Export') return statement.children[0];
  return STATEMENT_KINDS.has(statement.kind) ? undefined : statement;
}

/** Whether a collection in a pattern holds nothing but an ellipsis. */
function isRest({ children }: Term): boolean {
  return children.length === 1 && children[0]!.children.length === 1 && children[0]!.children[0]!.kind === 'Ellipsis';
}

/** What `[...]` and `{...}` also stand for. */
const COLLECTIONS: Readonly<Record<string, readonly string[]>> = {
  Array: ['Comprehension'],
  Set: ['Dict', 'Comprehension'],
  Dict: ['Set', 'Comprehension'],
};

/** Whether the callees evidently differ: the last of their names do, and no import makes them the same. */
function callsAnother(the: Matcher, pattern: Term, term: Term): boolean {
  const wanted = lastName(pattern);
  const given = lastName(term);
  // In some languages names are the same in any case.
  if (!wanted || !given || wanted.value.toLowerCase() === given.value.toLowerCase()) return false;
  return the.facts.qualifiedNames(term).length === 0;
}

function lastName(term: Term): Term | undefined {
  const name = term.kind === 'Member' ? term.children[1]! : term;
  return name.kind === 'Name' ? name : undefined;
}
