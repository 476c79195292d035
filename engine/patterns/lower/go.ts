import { packageName } from '../facts/names.ts';
import type { Term } from '../term.ts';
import { definitions } from './go-definitions.ts';
import { expressions } from './go-expressions.ts';
import { statements } from './go-statements.ts';
import { variables } from './go-variables.ts';
import type { Dialect, Lowering } from './lowering.ts';
import * as shapes from './shapes.ts';

/** Go, by the grammar tree-sitter-go. */
export const go: Dialect = {
  transparent: new Set([
    'expression_statement',
    'parenthesized_expression',
    'parenthesized_type',
    'literal_element',
    'type_constraint',
  ]),
  ignored: new Set(['empty_statement']),
  handlers: {
    source_file: shapes.listing('Block'),
    package_clause: (the, node) => the.term('Package', node, [the.lower(the.named(node)[0] ?? 0, node)]),
    import_declaration: (the, node) => the.several(node, imports(the, node)),
    import_spec: importSpec,
    ...expressions,
    ...definitions,
    ...variables,
    ...statements,
  },
};

/** Each of a group begins with the word they share. */
function imports(the: Lowering, node: number): Term[] {
  const list = the.child(node, 'import_spec_list');
  return the.named(list || node).map((spec) => {
    const lowered = the.lower(spec);
    return lowered.kind === 'Import' ? { ...lowered, start: the.tree.startOffset[node]! } : lowered;
  });
}

/** `import m "a/b"`: the path, and the name of the package here, which is the path's last part where none is given. */
function importSpec(the: Lowering, node: number): Term {
  const name = the.field(node, 'name');
  const path = the.field(node, 'path');
  const here = name ? the.lower(name) : the.none(path);
  if (here.kind === 'Ellipsis' || here.kind === 'MetaEllipsis') return here;
  const module = the.lower(path);
  const alias = name ? here : implicitName(the, path, module);
  const taken = alias.kind === 'None' ? [] : [the.term('Imported', node, [the.term('Literal', path, [], '*'), alias])];
  const elements = the.isPattern && name === 0 ? [the.term('Ellipsis', path)] : taken;
  return the.term('Import', node, [module, the.listOf('Elements', node, elements)], 'package');
}

function implicitName(the: Lowering, path: number, module: Term): Term {
  return module.kind === 'String' ? the.term('Name', path, [], packageName(module.value)) : the.none(path);
}
