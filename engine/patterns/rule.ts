import type { PatternLanguage } from './languages.ts';

/** A rule in Semgrep's format as the engine runs it: validated, in one spelling, with the place of each part in its file. */
export interface PatternRule {
  readonly id: string;
  readonly languages: readonly PatternLanguage[];
  /** As written in the rule: `ERROR`, `WARNING`, `INFO`, `CRITICAL`, `HIGH`, `MEDIUM`, `LOW` … */
  readonly severity: string;
  /** With `$X` where a metavariable's text is to be put. */
  readonly message: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly search: Formula | TaintSearch;
  readonly fix?: string;
  readonly fixRegex?: { readonly regex: string; readonly replacement: string; readonly count?: number };
  /** Globs of paths; empty: all, none. */
  readonly paths: { readonly include: readonly string[]; readonly exclude: readonly string[] };
  readonly options: RuleOptions;
  readonly place: RulePlace;
}

/** Where in a rule file: 1-based. */
export interface RulePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What to look for. A formula finds ranges of a file, each with what its metavariables stand for. */
export type Formula =
  | { readonly kind: 'pattern'; readonly text: string; readonly place: RulePlace }
  | { readonly kind: 'regex'; readonly regex: string; readonly place: RulePlace }
  /** What lies within a range of `of`, as `pattern-inside` says; `not` of it is `pattern-not-inside`. */
  | { readonly kind: 'inside'; readonly of: Formula }
  | { readonly kind: 'not'; readonly of: Formula }
  | { readonly kind: 'any'; readonly of: readonly Formula[] }
  | {
      readonly kind: 'all';
      readonly of: readonly Formula[];
      readonly conditions: readonly Condition[];
      /** Each a `focus-metavariable`: the metavariables of one are alternatives. */
      readonly focus: readonly (readonly string[])[];
    };

/** What must hold for the metavariables (named with their `$`) of a range. */
export type Condition =
  | {
      readonly kind: 'regex';
      readonly metavariable: string;
      readonly regex: string;
      readonly constantPropagation: boolean;
    }
  | {
      readonly kind: 'pattern';
      readonly metavariable: string;
      /** Absent: the rule's own. */
      readonly language?: PatternLanguage;
      readonly formula: Formula;
    }
  | {
      readonly kind: 'comparison';
      readonly metavariable?: string;
      readonly comparison: string;
      readonly base?: number;
      readonly strip?: boolean;
    }
  | { readonly kind: 'type'; readonly metavariable: string; readonly types: readonly string[] }
  | {
      readonly kind: 'analysis';
      readonly metavariable: string;
      readonly analyzer: 'entropy' | 'entropy_v2' | 'redos';
      readonly options: Readonly<Record<string, unknown>>;
    };

/** `mode: taint`: what flows from a source to a sink without passing a sanitizer. */
export interface TaintSearch {
  readonly kind: 'taint';
  readonly sources: readonly TaintSource[];
  readonly sinks: readonly TaintSink[];
  readonly sanitizers: readonly TaintSanitizer[];
  readonly propagators: readonly TaintPropagator[];
}

export interface TaintSource {
  readonly formula: Formula;
  /** `only`: what the expression is stored in or called on becomes tainted, not its value. */
  readonly bySideEffect: boolean | 'only';
  readonly exact: boolean;
  /** What the taint is called in `requires`; absent: it has no name. */
  readonly label?: string;
  /** A boolean expression of labels that the source itself needs as input. */
  readonly requires?: string;
  /** Parameters that become tainted at the function's start. */
  readonly control?: boolean;
}

export interface TaintSink {
  readonly formula: Formula;
  readonly exact: boolean;
  readonly requires?: string | readonly { readonly metavariable: string; readonly requires: string }[];
  readonly atExit?: boolean;
}

export interface TaintSanitizer {
  readonly formula: Formula;
  readonly bySideEffect: boolean;
  readonly exact: boolean;
}

export interface TaintPropagator {
  readonly formula: Formula;
  readonly from: string;
  readonly to: string;
  readonly bySideEffect: boolean;
  readonly label?: string;
  readonly requires?: string;
  readonly replaceLabels?: readonly string[];
}

/** `options` of a rule, with Semgrep's names and defaults; those not listed here have no effect on what is found. */
export interface RuleOptions {
  readonly ac_matching: boolean;
  readonly arrow_is_function: boolean;
  readonly attr_expr: boolean;
  readonly commutative_boolop: boolean;
  readonly commutative_compop: boolean;
  readonly constant_propagation: boolean;
  readonly symbolic_propagation: boolean;
  readonly decorators_order_matters: boolean;
  readonly flddef_assign: boolean;
  readonly vardef_assign: boolean;
  readonly let_is_var: boolean;
  readonly go_deeper_expr: boolean;
  readonly go_deeper_stmt: boolean;
  readonly implicit_deep_exprstmt: boolean;
  readonly implicit_ellipsis: boolean;
  readonly implicit_return: boolean;
  readonly unify_ids_strictly: boolean;
  readonly xml_attrs_implicit_ellipsis: boolean;
  readonly xml_children_ordered: boolean;
  readonly xml_singleton_loose_matching: boolean;
  readonly taint_assume_safe_functions: boolean;
  readonly taint_assume_safe_indexes: boolean;
  readonly taint_assume_safe_comparisons: boolean;
  readonly taint_assume_safe_booleans: boolean;
  readonly taint_assume_safe_numbers: boolean;
  readonly taint_only_propagate_through_assignments: boolean;
  readonly taint_unify_mvars: boolean;
  readonly taint_focus_on: 'source' | 'sink';
  readonly generic_engine: 'spacegrep' | 'aliengrep';
  readonly generic_multiline: boolean;
  readonly generic_braces: readonly (readonly [string, string])[];
  readonly generic_caseless: boolean;
  readonly generic_comment_style?: 'c' | 'cpp' | 'shell';
  readonly generic_ellipsis_max_span: number;
  readonly generic_extra_word_characters: readonly string[];
}
