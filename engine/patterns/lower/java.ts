import { aTerm, type Term } from '../term.ts';
import type { Dialect, Lowering } from './lowering.ts';
import { definitions } from './java-definitions.ts';
import { expressions } from './java-expressions.ts';
import { statements } from './java-statements.ts';
import { arrayOf } from './java-types.ts';
import * as shapes from './shapes.ts';

/** Java, by the grammar tree-sitter-java. */
export const java: Dialect = {
  transparent: new Set(['expression_statement', 'parenthesized_expression', 'finally_clause', 'pattern']),
  ignored: new Set([';']),
  handlers: {
    program: shapes.listing('Block'),
    ...shapes.names(
      'identifier',
      'type_identifier',
      'void_type',
      'integral_type',
      'floating_point_type',
      'boolean_type',
      'this',
      'super',
      'underscore_pattern',
    ),
    scoped_identifier: dotted,
    scoped_type_identifier: dotted,
    generic_type: (the, node) => {
      const args = the.child(node, 'type_arguments');
      const base = the.named(node).find((child) => child !== args) ?? 0;
      return the.term('Generic', node, [the.lower(base, node), the.listIn('Args', args, node)]);
    },
    array_type: (the, node) =>
      arrayOf(the, the.lower(the.field(node, 'element')), { node, dimensions: the.field(node, 'dimensions') }),
    annotated_type: (the, node) => the.lower(the.named(node).at(-1) ?? 0, node),
    package_declaration: (the, node) => the.term('Package', node, [the.lower(the.named(node).at(-1) ?? 0, node)]),
    import_declaration: importDeclaration,
    ...expressions,
    ...statements,
    ...definitions,
  },
};

function dotted(the: Lowering, node: number): Term {
  const [first, ...others] = the.named(node).filter((child) => !the.kind(child).includes('annotation'));
  let whole = the.lower(first ?? 0, node);
  for (const other of others) {
    const name = the.lower(other);
    whole = aTerm('Member', { start: whole.start, end: name.end }, [whole, name]);
  }
  return whole;
}

/** `import a.B`: the full name, and the name here; `import a.*`: the package, and all of it. */
function importDeclaration(the: Lowering, node: number): Term {
  const [path] = the.named(node);
  const all = the.child(node, 'asterisk');
  const module = the.lower(path ?? 0, node);
  const last = module.kind === 'Member' ? module.children[1]! : module;
  const taken = all
    ? the.term('Imported', all, [the.term('Literal', all, [], '*'), the.none(all)])
    : last.kind === 'Name'
      ? the.term('Imported', path ?? node, [the.term('Literal', node, [], ''), { ...last }])
      : the.term('Ellipsis', node);
  const isStatic = the.children(node).some((child) => the.kind(child) === 'static');
  return the.term('Import', node, [module, the.listOf('Elements', node, [taken])], isStatic ? 'static' : 'from');
}
