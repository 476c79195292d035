import { aTerm, type Term } from '../term.ts';
import { kotlinCode } from './kotlin-code.ts';
import { kotlinDefinitions } from './kotlin-definitions.ts';
import { kotlinStrings } from './kotlin-strings.ts';
import type { Dialect, Lowering } from './lowering.ts';
import * as shapes from './shapes.ts';

/** Kotlin: the grammar of tree-sitter-grammars. */
export const kotlin: Dialect = {
  transparent: new Set([
    'parenthesized_expression',
    'parenthesized_type',
    'value_argument',
    'type_projection',
    'annotated_lambda',
    'function_body',
  ]),
  ignored: new Set(['file_annotation', 'label', 'type_parameters', 'type_constraints', 'variance_modifier']),
  handlers: {
    source_file: shapes.listing('Block'),
    block: shapes.listing('Block'),
    identifier,
    qualified_identifier: dotted,
    this_expression: (the, node) => the.term('Name', node, [], 'this'),
    super_expression: (the, node) => the.term('Name', node, [], 'super'),
    user_type: userType,
    nullable_type: (the, node) => the.term('Nullable', node, [the.lower(the.named(node).at(-1) ?? 0, node)]),
    type_arguments: shapes.listing('Args'),
    package_header: (the, node) => the.term('Package', node, [the.lower(the.named(node)[0] ?? 0, node)]),
    import: anImport,
    ...kotlinStrings,
    ...kotlinCode,
    ...kotlinDefinitions,
  },
};

/** The grammar takes words for names. */
function identifier(the: Lowering, node: number): Term {
  const text = the.text(node);
  if (text === 'true' || text === 'false' || text === 'null') return the.term('Literal', node, [], text);
  if (text === 'continue') return the.term('Continue', node, [the.none(node)]);
  if (text === 'break') return the.term('Break', node, [the.none(node)]);
  return the.name(node, text.replace(/^`(.*)`$/, '$1'));
}

function dotted(the: Lowering, node: number): Term {
  const [first, ...others] = the.named(node).slice(0, shapes.MAX_PARTS);
  let whole = the.lower(first ?? 0, node);
  for (const other of others) {
    const name = the.lower(other);
    whole = aTerm('Member', { start: whole.start, end: name.end }, [whole, name]);
  }
  return whole;
}

/** `a.B<C>.D`; the grammar lists names and arguments in a row. */
function userType(the: Lowering, node: number): Term {
  let whole: Term | undefined;
  for (const part of the.named(node).slice(0, shapes.MAX_PARTS)) {
    if (the.kind(part) === 'type_modifiers') continue;
    const lowered = the.lower(part);
    const span = { start: whole?.start ?? lowered.start, end: lowered.end };
    if (!whole) whole = lowered;
    else whole = aTerm(lowered.kind === 'Args' ? 'Generic' : 'Member', span, [whole, lowered]);
  }
  return whole ?? the.none(node);
}

/** `import a.B`: the full name, and the name here; a pattern stands for what begins so. */
function anImport(the: Lowering, node: number): Term {
  const [path = 0, alias = 0] = the.named(node);
  const module = the.lower(path, node);
  const all = the.child(node, '*');
  const last = module.kind === 'Member' ? module.children[1]! : module;
  const whole = the.term('Literal', node, [], all && alias === 0 ? '*' : '');
  const here = alias ? the.lower(alias) : all ? the.none(node) : { ...last };
  const taken = the.isPattern && alias === 0 && all === 0 ? [] : [the.term('Imported', node, [whole, here])];
  return the.term('Import', node, [module, the.listOf('Elements', node, taken)], 'from');
}
