import * as z from 'zod';
import type { RuleOptions } from '../rule.ts';

const on = z.boolean().default(true);
const off = z.boolean().default(false);

/** `options` of a rule as the format's reference documents them, with its defaults. */
const knownOptions = {
  ac_matching: on,
  arrow_is_function: on,
  attr_expr: on,
  commutative_boolop: off,
  commutative_compop: off,
  constant_propagation: on,
  symbolic_propagation: off,
  decorators_order_matters: off,
  flddef_assign: off,
  vardef_assign: on,
  let_is_var: on,
  go_deeper_expr: on,
  go_deeper_stmt: on,
  implicit_deep_exprstmt: on,
  implicit_ellipsis: on,
  implicit_return: on,
  unify_ids_strictly: on,
  xml_attrs_implicit_ellipsis: on,
  xml_children_ordered: on,
  xml_singleton_loose_matching: on,
  taint_assume_safe_functions: off,
  taint_assume_safe_indexes: off,
  taint_assume_safe_comparisons: off,
  taint_assume_safe_booleans: off,
  taint_assume_safe_numbers: off,
  taint_only_propagate_through_assignments: off,
  taint_unify_mvars: off,
  taint_focus_on: z.enum(['source', 'sink']).default('sink'),
  generic_engine: z.enum(['spacegrep', 'aliengrep']).default('spacegrep'),
  generic_multiline: on,
  generic_braces: z.array(z.tuple([z.string(), z.string()])).default([
    ['(', ')'],
    ['[', ']'],
    ['{', '}'],
  ]),
  generic_caseless: off,
  generic_comment_style: z.enum(['c', 'cpp', 'shell']).optional(),
  generic_ellipsis_max_span: z.int().min(0).default(10),
  generic_extra_word_characters: z.array(z.string()).default([]),
};

/** The schema of `options`: {@link RuleOptions} and the older or additional names that are folded into them. */
export const optionsSchema = z.looseObject({
  ...knownOptions,
  symmetric_eq: off,
  generic_extra_braces: z.array(z.tuple([z.string(), z.string()])).default([]),
});

/** Options that are understood and change nothing here: they steer other engines, or only their time. */
const WITHOUT_EFFECT: readonly string[] = [
  'cpp_parsing_pref',
  'dynamic_timeout',
  'dynamic_timeout_max_multiplier',
  'dynamic_timeout_unit_kb',
  'guarded_taint_signatures',
  'interfile',
  'max_match_per_file',
  'taint_fixpoint_timeout',
  'taint_interfile',
  'taint_interfile_depth',
  'taint_intrafile',
  'taint_match_on',
  'timeout',
];

export const OPTION_NAMES: readonly string[] = [...Object.keys(optionsSchema.shape), ...WITHOUT_EFFECT];

/** What was read by {@link optionsSchema}, in the engine's one spelling. */
export function toRuleOptions(read: z.output<typeof optionsSchema>): RuleOptions {
  const { generic_comment_style: commentStyle, ...known } = z.object(knownOptions).parse(read);
  return {
    ...known,
    commutative_compop: read.commutative_compop || read.symmetric_eq,
    generic_braces: [...read.generic_braces, ...read.generic_extra_braces],
    ...(commentStyle !== undefined && { generic_comment_style: commentStyle }),
  };
}
