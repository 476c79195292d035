import type { Term } from '../term.ts';
import type { Handler, Lowering } from './lowering.ts';
import * as shapes from './shapes.ts';

export const variables: Readonly<Record<string, Handler>> = {
  const_declaration: (the, node) => declaration(the, node, 'const'),
  var_declaration: (the, node) => declaration(the, node, 'var'),
  short_var_declaration: shortDeclaration,
  assignment_statement: (the, node) => shapes.assign(the, node, the.text(the.field(node, 'operator'))),
  receive_statement: (the, node) => {
    const right = the.lower(the.field(node, 'right'), node);
    if (the.field(node, 'left') === 0) return right;
    return the.children(node).some((child) => the.kind(child) === ':=')
      ? shortDeclaration(the, node)
      : shapes.assign(the, node, '=');
  },
};

function declaration(the: Lowering, node: number, word: string): Term {
  const list = the.child(node, 'var_spec_list');
  const specs = the.named(list || node);
  const isGroup = list !== 0 || the.children(node).some((child) => the.kind(child) === '(');
  return the.several(
    node,
    specs.map((spec) => specOf(the, isGroup ? spec : node, { spec, word })),
  );
}

/** `var a, b = 1, 2` defines each with its own value; `var a, b = f()` both by one. */
function specOf(the: Lowering, node: number, { spec, word }: { spec: number; word: string }): Term {
  const names = the.fields(spec, 'name').filter((child) => the.kind(child) !== ',');
  if (names.length === 0) return the.lower(spec);
  const type = the.field(spec, 'type');
  const list = the.field(spec, 'value');
  const values = list ? the.named(list) : [];
  if (values.length === names.length || values.length === 0) {
    return the.several(
      node,
      names.map((name, at) =>
        shapes.define(the, names.length === 1 ? node : name, {
          target: the.lower(name),
          type: the.lower(type, node),
          value: the.lower(values[at] ?? 0, node),
          word,
        }),
      ),
    );
  }
  const target = the.term('Tuple', spec, [the.list('Elements', spec, names)]);
  return shapes.define(the, node, { target, type: the.lower(type, node), value: the.lower(list), word });
}

/** `x := y` declares; in a pattern it stands for plain assignments too. */
function shortDeclaration(the: Lowering, node: number): Term {
  const target = the.lower(the.field(node, 'left'));
  const value = the.lower(the.field(node, 'right'));
  if (the.isPattern) return the.term('Assign', node, [target, value], '=');
  return shapes.define(the, node, { target, value, type: the.none(node), word: ':=' });
}
