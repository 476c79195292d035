import type { Term, TermTree } from '../term.ts';
import type { Definition, Scopes } from './scopes.ts';

type Names = readonly (readonly string[])[];

const NO_NAMES: Names = [];

/** What names stand for by imports: `import {exec as run} from 'child_process'` makes `run` `child_process.exec`. */
export function readNames(file: TermTree, scopes: Scopes): (term: Term) => Names {
  const known = new Map<Term, Names>();
  const any = file.byKind.has('Import') || (file.byKind.get('Name') ?? []).some((name) => name.value === 'require');
  if (!any) return () => NO_NAMES;

  const qualified = (term: Term): Names => {
    if (term.kind !== 'Name' && term.kind !== 'Member') return NO_NAMES;
    const before = known.get(term);
    if (before) return before;
    known.set(term, NO_NAMES);
    const found = term.kind === 'Name' ? ofName(term) : ofMember(term);
    known.set(term, found);
    return found;
  };

  const ofMember = (term: Term): Names => {
    const name = term.children[1]!;
    return name.kind === 'Name' ? qualified(term.children[0]!).map((path) => [...path, name.value]) : NO_NAMES;
  };

  const ofName = (term: Term): Names => {
    if (isNameOfMember(term)) return NO_NAMES;
    const definitions = (scopes.variableOf(term)?.definitions ?? []).filter(
      (definition, _, all) => !all.some((other) => replacesImport(other, definition, term)),
    );
    if (definitions.length === 0) {
      const isCalled = term.parent?.kind === 'Call' && term.parent.children[0] === term;
      return (isCalled ? modulesOfFunctions() : wholeModules()).map((module) => [...module, term.value]);
    }
    return definitions.flatMap((definition) => {
      if (definition.kind === 'import') return importedAs(definition.at, definition.name);
      if (definition.kind === 'define' || definition.kind === 'assign') return required(definition.at, definition.name);
      return NO_NAMES;
    });
  };
  const wholly = (which: (statement: Term) => boolean): (() => Names) => {
    let modules: Names | undefined;
    return () =>
      (modules ??= (file.byKind.get('Imported') ?? []).flatMap((imported) => {
        const statement = imported.parent?.parent;
        const isAll = imported.children[0]!.value === '*' && imported.children[1]!.kind === 'None';
        const path = isAll && statement && which(statement) ? modulePath(statement.children[0]!) : undefined;
        return path ? [path] : [];
      }));
  };
  /** Modules of which everything was imported. */
  const wholeModules = wholly(() => true);
  /** C#'s namespaces have no functions. */
  const modulesOfFunctions = wholly((statement) => statement.value !== 'using');
  return qualified;
}

/** `b` in `a.b` is not the variable `b`. */
function isNameOfMember(term: Term): boolean {
  return term.parent?.kind === 'Member' && term.parent.children[1] === term;
}

/** Whether an import in the same block gives the name anew before it is used. */
function replacesImport(other: Definition, definition: Definition, use: Term): boolean {
  if (other.kind !== 'import' || definition.kind !== 'import') return false;
  const block = blockOf(definition.at);
  return (
    definition.at.index < other.at.index &&
    other.at.index < use.index &&
    block !== undefined &&
    block === blockOf(other.at)
  );
}

function blockOf(term: Term): Term | undefined {
  let at = term.parent;
  while (at && at.kind !== 'Block') at = at.parent;
  return at;
}

function importedAs(at: Term, name: Term): Names {
  if (at.kind === 'Import') return [[name.value]];
  const statement = at.parent?.parent;
  const module = statement ? modulePath(statement.children[0]!) : undefined;
  if (!module) return NO_NAMES;
  if (statement?.value === 'package') return [[packageName(module[0]!)]];
  const there = at.children[0]!;
  if (there.kind === 'Literal') return [module];
  const path = modulePath(there);
  return path ? [[...module, ...path]] : NO_NAMES;
}

/**
 * The usual name of the package at a path of Go's: its last part, without its major version and without the `go` that
 * names of repositories begin or end with.
 */
export function packageName(path: string): string {
  const parts = path.split('/');
  const last = parts.at(-1)!;
  const named = /^v\d+$/.test(last) && parts.length > 1 ? parts.at(-2)! : last;
  return named.replace(/\.v\d+$/, '').replace(/^go-|[-.]go$/g, '');
}

/** A module's path in parts: `a.b` is two, `'node:fs/promises'` one. */
export function modulePath(module: Term): string[] | undefined {
  if (module.kind === 'String') return [module.value.replace(/^node:/, '')];
  const parts: string[] = [];
  let at = module;
  for (; at.kind === 'Member'; at = at.children[0]!) parts.push(at.children[1]!.value);
  if (at.kind !== 'Name') return undefined;
  return [at.value, ...parts.reverse()];
}

/** `const {exec: run} = require('child_process')`. */
function required(at: Term, name: Term): Names {
  const value = at.kind === 'Define' ? at.children[3]! : at.kind === 'Assign' ? at.children[1]! : undefined;
  const module = value && requiredModule(value);
  if (!module) return NO_NAMES;
  const target = at.kind === 'Define' ? at.children[1]! : at.children[0]!;
  if (target === name) return [module];
  const pair = name.parent;
  return pair?.kind === 'Pair' && pair.children[1] === name && pair.children[0]!.kind === 'Name'
    ? [[...module, pair.children[0]!.value]]
    : NO_NAMES;
}

function requiredModule(value: Term): string[] | undefined {
  if (value.kind === 'Member') {
    const module = requiredModule(value.children[0]!);
    return module && [...module, value.children[1]!.value];
  }
  if (value.kind !== 'Call' || value.children[0]!.kind !== 'Name' || value.children[0]!.value !== 'require')
    return undefined;
  const [first] = value.children[1]!.children;
  return first?.kind === 'String' ? modulePath(first) : undefined;
}
