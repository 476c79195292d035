import type { SyntaxTree } from '../../syntax/syntax-tree.ts';

/**
 * What the metrics need to know of a language, in the words of its grammar: one such description for each language,
 * one algorithm for all. Unless said otherwise the strings are names of named node kinds.
 */
export interface LanguageDescription {
  /** Kinds that are functions. What has no body (an abstract method, a prototype) is not measured. */
  readonly functions: Readonly<Record<string, FunctionShape>>;
  /** Kinds that hold a class's members, and give a name to the scope of what is in them. */
  readonly classes: readonly string[];
  /** Kinds that give a name to a scope, but are not classes. */
  readonly namespaces: readonly string[];

  readonly ifs: readonly string[];
  /** `elif` and the like where the grammar has a node for it. Counts as an `else if`. */
  readonly elseIfs: readonly string[];
  /** The node around what follows `else`; where a grammar has none, the token `else` does. */
  readonly elseClauses: readonly string[];
  readonly loops: readonly string[];
  readonly switches: readonly string[];
  readonly catches: readonly string[];
  readonly ternaries: readonly string[];
  /** Conditional compilation: counts within functions only, so that include guards do not. */
  readonly conditionalCompilation?: readonly string[];
  /** Kinds that deepen nesting without counting: Ruby's blocks. */
  readonly deepening?: readonly string[];

  /** Branches of a switch: one decision each, but the default one. */
  readonly cases: readonly string[];
  /** Further kinds that are a decision for cyclomatic complexity alone. */
  readonly decisions: readonly string[];
  /** Tokens that decide (`&&`, `?.`, …) where they stand directly in one of `operations`. */
  readonly decisionTokens: readonly string[];
  readonly operations: readonly string[];

  /** Kinds of expressions with a logical operator, and the tokens that make a sequence; see docs/metrics.md. */
  readonly logicalExpressions: readonly string[];
  readonly logicalOperators: Readonly<Record<string, LogicalOperator>>;

  /** Kinds of `break` and `continue`, and the kinds of a label in them. */
  readonly jumps: readonly string[];
  readonly labels: readonly string[];
  readonly gotos: readonly string[];
  /** Kinds of calls with the field of what is called; the first child where the field is ''. */
  readonly calls: Readonly<Record<string, string>>;
  /** `method(…)` without a receiver calls the method itself, if it has as many parameters: overloads are others. */
  readonly implicitReceiver?: true;

  /** Whether the cognitive complexity of a function within a function is the outer one's too. */
  readonly nestedFunctions: 'apart' | 'inside';
  /** A function that only defines a function and returns it does not nest it (Python's decorators). */
  readonly decoratorIdiom?: true;
  /** React's idiom and the old way to write a default: short circuits that do not count (JavaScript). */
  readonly shortCircuitIdioms?: true;

  readonly parameters: ParameterRules;
  readonly documentation: Documentation;
  readonly isPublic: (candidate: PublicCandidate) => boolean;
}

export interface FunctionShape {
  readonly kind: FunctionKind;
  /** Field of the body, or a child's kind where the grammar has no field; absent: it always has one. */
  readonly body?: string;
  /** Field or kind of the list of parameters, `parameters` by default. */
  readonly parameters?: string;
  /** Name to give where the grammar gives none. */
  readonly name?: string;
}

export type FunctionKind = 'function' | 'method' | 'constructor' | 'accessor' | 'lambda' | 'initializer';

/** Operators of one value are alike: `&&` and `and`. `ignored`: part of a sequence, but never counted (`??`). */
export type LogicalOperator = 'and' | 'or' | 'xor' | 'ignored';

export interface ParameterRules {
  /** Children of the list that are a parameter each; absent: every named child but the `ignored`. */
  readonly kinds?: readonly string[];
  readonly ignored?: readonly string[];
  /** The receiver's names: a first parameter called so is not counted (Python's `self`). */
  readonly receivers?: readonly string[];
  /** A parameter declares as many as it has names (Go). */
  readonly countNames?: true;
}

export interface Documentation {
  /** Tells a documenting comment by its text. Absent: documented by a string at the start of the body (Python). */
  readonly comment?: RegExp;
  /** Kinds between a function and the place its comment stands before (`export`, `const`, a template's head). */
  readonly holders: readonly string[];
  /** Kinds of siblings that may stand between the comment and the function. */
  readonly between: readonly string[];
}

/** A function or a class, asked whether users of the file can reach it. */
export interface PublicCandidate {
  readonly tree: SyntaxTree;
  readonly node: number;
  readonly name: string;
  readonly kind: FunctionKind | 'class';
  /** What it stands in directly; `class` and `namespace` only where that is itself public. */
  readonly within: 'file' | 'class' | 'namespace' | 'function' | 'private';
  /** Node of the class it is a member of. */
  readonly classNode?: number;
  /** Names that the file exports by a list (JavaScript). */
  readonly exported: ReadonlySet<string>;
}
