import { aTerm, copyOf, type Term } from '../term.ts';
import type { Lowering } from './lowering.ts';

/**
 * `use a::{b, c::{d as e, f::*}}`: an `Import` for each module that something is taken from. A lone `use a` imports `a`.
 */
export function importOf(the: Lowering, node: number): Term {
  const argument = the.field(node, 'argument');
  if (the.kind(argument) === 'identifier' || the.kind(argument) === 'crate') {
    return the.term('Import', node, [the.lower(argument), the.listOf('Elements', node, [])]);
  }
  const groups: Group[] = [];
  const open: { readonly node: number; readonly group: Group }[] = [
    { node: argument, group: { module: undefined, taken: [] } },
  ];
  for (let at = open.pop(); at; at = open.pop()) {
    const { group } = at;
    if (!groups.includes(group)) groups.push(group);
    for (const next of take(the, at.node, group).reverse()) open.push(next);
  }
  const found = groups.filter(({ taken }) => taken.length > 0);
  return the.several(
    node,
    found.map(({ module, taken }) =>
      the.term('Import', node, [module ?? the.none(node), the.listOf('Elements', node, taken)], 'from'),
    ),
  );
}

/** What is taken from one module. */
interface Group {
  readonly module: Term | undefined;
  readonly taken: Term[];
}

/** Takes what a clause names, and gives what is still to be looked at. */
function take(the: Lowering, node: number, group: Group): { node: number; group: Group }[] {
  const prefix = group.module;
  const all = (): Term => the.term('Literal', node, [], '*');
  switch (the.kind(node)) {
    case 'use_list':
      return the.named(node).map((child) => {
        const isPlain = PLAIN.has(the.kind(child)) || isAlias(the, child);
        return { node: child, group: isPlain ? group : { module: prefix, taken: [] } };
      });
    case 'scoped_use_list':
      return [
        { node: the.field(node, 'list'), group: { module: join(the, prefix, the.field(node, 'path')), taken: [] } },
      ];
    case 'use_wildcard':
      return [
        {
          node: 0,
          group: {
            module: join(the, prefix, the.named(node)[0] ?? 0),
            taken: [the.term('Imported', node, [all(), the.none(node)])],
          },
        },
      ];
    case 'use_as_clause': {
      const alias = the.lower(the.field(node, 'alias'), node);
      const path = the.field(node, 'path');
      if (PLAIN.has(the.kind(path)) && prefix) {
        group.taken.push(the.term('Imported', node, [the.lower(path), alias]));
        return [];
      }
      const [module, name] = split(join(the, prefix, path)!);
      const there = module ? name : all();
      return [{ node: 0, group: { module: module ?? name, taken: [the.term('Imported', node, [there, alias])] } }];
    }
    case 'self':
      if (prefix) group.taken.push(the.term('Imported', node, [all(), copyOf(split(prefix)[1])]));
      return [];
    case 'scoped_identifier': {
      const [module, name] = split(join(the, prefix, node)!);
      return [{ node: 0, group: { module, taken: [imported(the, node, name)] } }];
    }
    case 'identifier':
    case 'crate':
      group.taken.push(imported(the, node, the.lower(node)));
      return [];
    default:
      return [];
  }
}

const PLAIN = new Set(['identifier', 'self', 'crate']);

function isAlias(the: Lowering, node: number): boolean {
  return the.kind(node) === 'use_as_clause' && PLAIN.has(the.kind(the.field(node, 'path')));
}

/** A name under which it is known here as well; a metavariable or ellipsis stands for any. */
function imported(the: Lowering, node: number, name: Term): Term {
  if (name.kind === 'Ellipsis' || name.kind === 'MetaEllipsis') return name;
  return the.term('Imported', node, [name, the.isPattern ? the.none(node) : { ...name }]);
}

function join(the: Lowering, prefix: Term | undefined, node: number): Term | undefined {
  if (node === 0) return prefix && copyOf(prefix);
  const path = the.lower(node);
  if (!prefix) return path;
  const parts: Term[] = [];
  let at = path;
  for (; at.kind === 'Member'; at = at.children[0]!) parts.push(at.children[1]!);
  let whole: Term = copyOf(prefix);
  for (const part of [...parts, at].reverse()) {
    whole = aTerm('Member', { start: prefix.start, end: part.end }, [whole, part], '::');
  }
  return whole;
}

function split(path: Term): [Term | undefined, Term] {
  return path.kind === 'Member' ? [path.children[0], path.children[1]!] : [undefined, path];
}
