import { aTerm, type Term, type TermTree } from '../term.ts';

/** One place that gives a variable a value, or declares it. */
export interface Definition {
  /** The name as it stands there. */
  readonly name: Term;
  /** What is stored, if it is known as a whole. */
  readonly value: Term | undefined;
  readonly type: Term | undefined;
  readonly kind: 'define' | 'assign' | 'param' | 'import' | 'function' | 'class' | 'loop' | 'catch' | 'change';
  /** The `Define`, `Param`, `Import` … that it is part of. */
  readonly at: Term;
}

/** A variable: all its definitions, in the order of the text. */
export interface Variable {
  readonly name: string;
  readonly scope: Term;
  readonly definitions: Definition[];
}

/** Which variable a name means. */
export interface Scopes {
  readonly variables: readonly Variable[];
  variableOf(name: Term): Variable | undefined;
  /** The field that `this.x` means, if its class declares it. */
  fieldOf(member: Term): Variable | undefined;
  /** The variable's name that a call changes by its argument, as `s.concat(x)` does. */
  changedBy(call: Term): Term | undefined;
}

export interface ScopeOptions {
  /** Storing into a name declares it in the function (Python, Ruby, PHP). */
  readonly assignDeclares: boolean;
  /** A lambda stores into the variables that are known around it (Ruby's blocks). */
  readonly lambdasShare?: boolean;
  /** Methods and operators that change the string they are called on, which then has their argument behind it. */
  readonly mutators?: ReadonlySet<string>;
  /** A variable is known in its block alone, from its declaration on. */
  readonly blockScoped?: boolean;
}

const SCOPE_KINDS: ReadonlySet<string> = new Set(['Function', 'Lambda', 'Class']);
/** With `blockScoped` also these. */
const BLOCK_KINDS: ReadonlySet<string> = new Set([
  ...SCOPE_KINDS,
  ...['Block', 'For', 'ForEach', 'Catch', 'With', 'Case', 'Switch'],
]);

/** Finds the variables of a file: one for each name in each function, class, and the file itself. */
export function findScopes(file: TermTree, options: ScopeOptions): Scopes {
  const { assignDeclares, lambdasShare, mutators, blockScoped } = options;
  const scopeKinds = blockScoped ? BLOCK_KINDS : SCOPE_KINDS;
  const byScope = new Map<Term, Map<string, Variable>>();
  const later: Definition[] = [];
  const variables: Variable[] = [];

  const declare = (scope: Term, definition: Definition): void => {
    const names = byScope.get(scope) ?? new Map<string, Variable>();
    byScope.set(scope, names);
    const known = names.get(definition.name.value);
    if (known) {
      known.definitions.push(definition);
      return;
    }
    const variable = { name: definition.name.value, scope, definitions: [definition] };
    names.set(variable.name, variable);
    variables.push(variable);
  };

  /** The nearest scope around a lambda that has the variable already. */
  const sharedScope = (scope: Term, name: string): Term | undefined => {
    for (let at: Term | undefined = scope; at; at = at.parent) {
      if (byScope.get(at)?.has(name)) return at;
      if (at.kind === 'Function' || at.kind === 'Class') return undefined;
    }
    return undefined;
  };

  for (const term of file.all) {
    for (const definition of definitionsIn(term, mutators)) {
      const stores = definition.kind === 'assign' || definition.kind === 'change';
      if (stores && (!assignDeclares || isMemberName(definition.name))) later.push(definition);
      else {
        const scope = scopeOf(holderOf(definition.kind, term, blockScoped), definition.kind, scopeKinds);
        declare((stores && lambdasShare && sharedScope(scope, definition.name.value)) || scope, definition);
      }
    }
  }
  const find = (name: Term): Variable | undefined => {
    for (let at: Term | undefined = name; at; at = at.parent) {
      const variable = scopeKinds.has(at.kind) || !at.parent ? byScope.get(at)?.get(name.value) : undefined;
      if (variable && !(blockScoped && isLater(variable, name))) return variable;
    }
    return undefined;
  };
  const fieldOf = ({ children: [object, name] }: Term): Variable | undefined => {
    let at = object?.kind === 'Name' && SELVES.has(object.value) ? object.parent : undefined;
    while (at && at.kind !== 'Class') at = at.parent;
    return at && name && byScope.get(at)?.get(name.value);
  };
  for (const definition of later) {
    const { name } = definition;
    const isField = isMemberName(name);
    const known = isField ? fieldOf(name.parent!) : find(name);
    if (known) known.definitions.push(definition);
    else if (!isField) declare(file.root, definition);
  }
  for (const variable of variables) variable.definitions.sort((a, b) => a.name.index - b.name.index);
  return {
    variables,
    variableOf: find,
    fieldOf,
    changedBy: (call) => (mutators ? mutation(call, mutators)[0]?.name : undefined),
  };
}

/** The nearest function, class or file around, or block where those are scopes. */
function scopeOf(term: Term, kind: Definition['kind'], scopeKinds: ReadonlySet<string>): Term {
  let at = term;
  while (at.parent && !(scopeKinds.has(at.kind) && !(kind === 'param' && at.kind === 'Class'))) at = at.parent;
  return at;
}

/** From where on a definition's scope is looked for: loops and handlers hold what they declare, others stand in it. */
function holderOf(kind: Definition['kind'], term: Term, blockScoped = false): Term {
  const isHolder = kind === 'param' || (blockScoped && (kind === 'loop' || kind === 'catch'));
  return isHolder ? term : (term.parent ?? term);
}

/** Whether a name stands before the declaration in its block has been made: it means another variable. */
function isLater({ definitions: [first], scope }: Variable, name: Term): boolean {
  if (!first || first.kind !== 'define' || first.name === name || !scope.parent || scope.kind === 'Class') return false;
  return name.index < first.at.last && !isTargetOf(name, first.at);
}

/** Whether a name is among those that the same declaration declares. */
function isTargetOf(name: Term, declaration: Term): boolean {
  const target = declaration.children[declaration.kind === 'Define' ? 1 : 0];
  return target !== undefined && target.index <= name.index && name.index < target.last;
}

function definitionsIn(term: Term, mutators: ReadonlySet<string> | undefined): Definition[] {
  switch (term.kind) {
    case 'Define':
      return targets(term.children[1]!, { value: term.children[3], type: term.children[2], kind: 'define', at: term });
    case 'Assign':
      return targets(term.children[0]!, {
        value: term.value === '=' || term.value === ':=' ? term.children[1] : undefined,
        type: undefined,
        kind: term.value === '=' || term.value === ':=' ? (term.value === ':=' ? 'define' : 'assign') : 'change',
        at: term,
      });
    case 'Update':
      return targets(term.children[0]!, { value: undefined, type: undefined, kind: 'change', at: term });
    case 'Param':
      return targets(term.children[1]!, { value: undefined, type: term.children[2], kind: 'param', at: term });
    case 'ForEach':
    case 'ForIn':
      return targets(term.children[0]!, { value: undefined, type: undefined, kind: 'loop', at: term });
    case 'Catch':
      return targets(term.children[1]!, { value: undefined, type: term.children[0], kind: 'catch', at: term });
    case 'As':
      return targets(term.children[1]!, { value: term.children[0], type: undefined, kind: 'define', at: term });
    case 'Function':
      return targets(term.children[1]!, { value: term, type: undefined, kind: 'function', at: term });
    case 'Class':
      return targets(term.children[1]!, { value: term, type: undefined, kind: 'class', at: term });
    case 'Imported':
      return targets(term.children[1]!, { value: undefined, type: undefined, kind: 'import', at: term });
    case 'Import':
      return importTarget(term);
    case 'Binary':
    case 'Call':
      return mutators ? mutation(term, mutators) : [];
    default:
      return [];
  }
}

/** `s << x` and `s.concat(x)` store `s + x` in `s`. */
function mutation(term: Term, mutators: ReadonlySet<string>): Definition[] {
  const [first, second] = term.children;
  const isCall = term.kind === 'Call';
  const target = isCall ? (first!.kind === 'Member' ? first!.children[0]! : undefined) : first!;
  const method = isCall ? first!.children[1]?.value : term.value;
  const added = isCall ? second!.children[0] : second!;
  if (target?.kind !== 'Name' || method === undefined || !mutators.has(method) || !added) return [];
  // A copy, since the name is read there, and stored to where it stands.
  const value = aTerm('Binary', term, [{ ...target }, added], '+');
  return [{ name: target, value, type: undefined, kind: 'assign', at: term }];
}

function isMemberName(name: Term): boolean {
  return name.parent?.kind === 'Member' && name.parent.children[1] === name;
}

/** `import a.b` binds `a`. */
function importTarget(term: Term): Definition[] {
  if (term.value !== '' || term.children[1]!.children.length > 0) return [];
  let first = term.children[0]!;
  while (first.kind === 'Member') first = first.children[0]!;
  return first.kind === 'Name' ? [{ name: first, value: undefined, type: undefined, kind: 'import', at: term }] : [];
}

/** The names that a target binds; the parts of a pattern have no value of their own that is known. */
function targets(target: Term, of: Omit<Definition, 'name'>): Definition[] {
  const typed = {
    ...of,
    type: of.type?.kind === 'None' ? undefined : of.type,
    value: of.value?.kind === 'None' ? undefined : of.value,
  };
  if (target.kind === 'Name') return [{ ...typed, name: target }];
  if (of.kind === 'assign' && isOwnField(target)) return [{ ...typed, name: target.children[1]! }];
  const pairs = sideBySide(target, typed.value);
  if (pairs)
    return pairs.flatMap(([one, value]) =>
      one.kind === 'Name' ? [{ ...typed, name: one, value, type: undefined }] : [],
    );
  const found: Definition[] = [];
  const open: Term[] = PATTERNS.has(target.kind) ? [...target.children] : [];
  for (let at = open.pop(); at; at = open.pop()) {
    if (at.kind === 'Name') found.push({ ...typed, name: at, value: undefined, type: undefined });
    else if (at.kind === 'Pair') open.push(at.children[1]!);
    else if (at.kind === 'Default') open.push(at.children[0]!);
    else if (PATTERNS.has(at.kind)) open.push(...at.children);
  }
  return found;
}

/** `a, b = 1, 2` by its parts, where each side has as many names or values. */
function sideBySide(target: Term, value: Term | undefined): (readonly [Term, Term])[] | undefined {
  if (target.kind !== 'Tuple' || value?.kind !== 'Tuple') return undefined;
  const [names, values] = [target.children[0]!.children, value.children[0]!.children];
  const isPlain = names.length === values.length && names.every(({ kind }) => kind === 'Name' || kind === 'Member');
  return isPlain ? names.map((name, at) => [name, values[at]!] as const) : undefined;
}

function isOwnField({ kind, children: [object, name] }: Term): boolean {
  return kind === 'Member' && object!.kind === 'Name' && SELVES.has(object!.value) && name!.kind === 'Name';
}

const SELVES: ReadonlySet<string> = new Set(['this', 'self', '$this']);
const PATTERNS = new Set(['Array', 'Tuple', 'Dict', 'Elements', 'Pairs', 'Spread', 'Default']);
