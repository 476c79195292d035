/**
 * The uniform tree that rules are matched on. Each grammar's tree is lowered to it, so that matching, naming and data
 * flow are written once. A kind has a fixed shape: its children stand at fixed places, and what is absent is `None`.
 * Lists (`Block`, `Args`, `Params` …) have any number of children. A construct without a kind here keeps the grammar's name
 * as `raw:NAME`, with its named children and the tokens that tell it from others.
 */
export interface Term {
  readonly kind: string;
  /** A name, an operator, a literal's content; empty where the kind says all. */
  readonly value: string;
  readonly children: readonly Term[];
  /** UTF-16 offsets into the text, `end` exclusive. */
  readonly start: number;
  /** Reaches over all children, also where one stands behind (Ruby's heredocs). */
  end: number;
  parent: Term | undefined;
  /** Position in pre-order; descendants are `index + 1` to `last - 1`. */
  index: number;
  last: number;
  /** Place among the parent's children. */
  position: number;
}

/** A file or a pattern, lowered. */
export interface TermTree {
  readonly text: string;
  /** Pre-order; `all[0]` is the root, a `Block`. */
  readonly all: readonly Term[];
  readonly root: Term;
  readonly byKind: ReadonlyMap<string, readonly Term[]>;
  /** Terms that stand in a `Block` or in `Members`, in pre-order. */
  readonly statements: readonly Term[];
  /** Offsets below which nesting was too deep to be looked at; empty: all was. */
  readonly cutOff: readonly number[];
  readonly hasError: boolean;
}

/**
 * Kinds and their children.
 *
 * Expressions: `Name` · `Number` · `String` (value: content) · `Template` [`Piece` (text) or expression…] · `Regex` [String, flags|None] ·
 * `Shell` [Template] (a command in backticks) · `Atom` [Name|Template] (a symbol of Ruby's) ·
 * `Literal` (true, false, null …) · `Call` [callee, Args] · `New` [type, Args, Members|None] · `Member` [object, Name] ·
 * `Index` [object, Args] · `Unary` (op) [x] · `Update` (op) [x] · `Binary` (op) [left, right] · `Assign` (op) [target,
 * value] · `Ternary` [condition, then, else] · `Lambda` [Modifiers, Params, type|None, Block] · `Array` [Elements] ·
 * `Tuple` [Elements] · `Dict` [Pairs] · `Pair` [key, value] · `Keyword` (name) [value] · `Spread` (op) [x] · `Await` [x] ·
 * `Yield` [x|None] · `Cast` [type, x] · `Generic` [type, Args] · `Sequence` [Elements] · `Comprehension`.
 *
 * Types: `Name` · `Member` · `Generic` · `Nullable` [type] · `PointerType` [type] · `ArrayType` [type, Args] · `FunctionType`
 * [type, Params] · `TypeName` (struct …) [name] · `AnyType`, which is left open.
 *
 * Statements: `Block` [statement…] · `Define` (const, let …) [Modifiers, target, type|None, value|None] · `Function`
 * [Modifiers, name, Params, type|None, Block|None] · `Param` [Modifiers, target, type|None, default|None] · `Class` (class,
 * interface …) [Modifiers, name|None, Supers, Members|None] · `If` [condition, Block, else|None] · `For` [init, condition,
 * update, Block] · `ForEach` [target, iterable, Block] · `While` [condition, Block] · `DoWhile` [Block, condition] ·
 * `Return` [x|None] · `Throw` [x|None] · `Try` [Block, Catches, else|None, finally|None] · `Catch` [Types, name|None,
 * Block] · `Switch` [x|None, Cases] · `Case` [Elements, Block] · `With` [Elements, Block] · `Import` [module, Elements] · `Namespace` [name, Block|None] ·
 * `Decorator` [x] · `Modifier` (word) · `Element` (JSX, HTML) [name, Attributes, Contents] · `Attribute` [name, value|None] ·
 * `Text` (between elements) · `Section` (HCL) [type, Args (labels), Dict].
 *
 * Ruby, PHP and Bash: what Ruby's functions return last is a `Return`; a class of Ruby's has a `Block`; `NoElse` (PHP) ·
 * `Use` [Elements] (traits) · `Global` [Elements] · `Command` [Modifiers (what is set for it), Args (all words)] · `Word` ·
 * `Expansion` [Name, Elements|None] · `Substitution` (`$`, `<`, `>`) [Block] · `Redirect` [x, Elements] · `Background` [x] ·
 * `Subshell` [Block]; pipes are `Binary` (pipe), and words of several parts or with code in quotes `Template`.
 *
 * Go and Java: `Composite` [type|None, Pairs|Elements] · `Slice` [object, start, end, capacity] · `TypeArgument` [type] ·
 * `InstanceOf` [x, type, Param|None] · `NewArray` [type, Args, Array|None] · `MethodReference` [object, name] · `Package`
 * [name] · `Go` [x] · `Defer` [x] · `Send` [channel, x] · `Select` [Cases] · `Synchronized` [x, Block] · `StaticBlock` [Block] ·
 * `TypeDef` [name, type] · `EnumConstant` [Modifiers, name, Args, Members|None] · `SliceType` [type] · `MapType` [key, value] ·
 * `ChannelType` (arrows) [type] · `Variadic` [type]; a `Block` (init) is a statement with another before it; among
 * `Modifiers` also `TypeParams`, `Throws` [type], `Receiver` [Params].
 *
 * In patterns alone: `Meta` (`$X`) · `MetaEllipsis` (`$...X`) · `Ellipsis` · `Deep` [x] · `Typed` (`$X`) [type].
 */

export function aTerm(
  kind: string,
  span: { readonly start: number; readonly end: number },
  children: readonly Term[] = [],
  value = '',
): Term {
  return { kind, value, children, start: span.start, end: span.end, parent: undefined, index: 0, last: 0, position: 0 };
}

/** The same terms once more, for what stands in two places of a tree. Depth is bounded by lowering. */
export function copyOf(term: Term): Term {
  return { ...term, children: term.children.map(copyOf) };
}

/** Numbers the terms in pre-order and links them to their parents; without recursion. */
export function aTermTree(root: Term, of: { text: string; cutOff: readonly number[]; hasError: boolean }): TermTree {
  const all: Term[] = [];
  const byKind = new Map<string, Term[]>();
  const statements: Term[] = [];
  const open: { term: Term; child: number }[] = [];
  const enter = (term: Term): void => {
    term.index = all.length;
    all.push(term);
    const same = byKind.get(term.kind);
    if (same) same.push(term);
    else byKind.set(term.kind, [term]);
    open.push({ term, child: 0 });
  };
  enter(root);
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const child = top.term.children[top.child];
    if (child) {
      child.parent = top.term;
      child.position = top.child++;
      if (top.term.kind === 'Block' || top.term.kind === 'Members') statements.push(child);
      enter(child);
    } else {
      top.term.last = all.length;
      open.pop();
    }
  }
  for (let at = all.length - 1; at > 0; at--) {
    const { end, parent } = all[at]!;
    if (parent && parent.end < end) parent.end = end;
  }
  return { ...of, all, root, byKind, statements };
}
