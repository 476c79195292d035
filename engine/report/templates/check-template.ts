/**
 * Checks templates against the view's schema before anything is rendered: every field must exist where it is named,
 * through `each`, `with` and partials; every helper must be one of ours; nothing may be written unescaped.
 */

import * as z from 'zod';
import { BLOCK_HELPERS, isBlockHelper, isValueHelper, VALUE_HELPERS } from './helpers.ts';
import { TemplateError } from './template-error.ts';

export interface ParsedTemplate {
  readonly file: string;
  readonly program: hbs.AST.Program;
}

interface Scope {
  readonly shape: z.ZodType;
  readonly root: z.ZodType;
  readonly parent?: Scope;
  /** Fields that a partial's caller added (`{{> partial title="…"}}`). */
  readonly added: readonly string[];
}

interface Check {
  readonly templates: ReadonlyMap<string, ParsedTemplate>;
  readonly file: string;
  /** Templates being checked, outermost first: a template may not contain itself. */
  readonly path: readonly string[];
}

/** Throws a {@link TemplateError} for the first mistake in template `name` or in a partial it takes in. */
export function checkTemplate(name: string, templates: ReadonlyMap<string, ParsedTemplate>, shape: z.ZodType): void {
  const template = templates.get(name);
  if (template === undefined) throw new TemplateError({ file: `${name}.hbs`, message: 'this template is missing' });
  const check = { templates, file: template.file, path: [name] };
  checkProgram(template.program, { shape, root: shape, added: [] }, check);
}

function checkProgram(program: hbs.AST.Program, scope: Scope, check: Check): void {
  for (const statement of program.body) checkStatement(statement, scope, check);
}

function checkStatement(statement: hbs.AST.Statement, scope: Scope, check: Check): void {
  switch (statement.type) {
    case 'ContentStatement':
    case 'CommentStatement':
      return;
    case 'MustacheStatement':
      return checkMustache(statement as hbs.AST.MustacheStatement, scope, check);
    case 'BlockStatement':
      return checkBlock(statement as hbs.AST.BlockStatement, scope, check);
    case 'PartialStatement':
      return checkPartial(statement as hbs.AST.PartialStatement, scope, check);
    default:
      fail(statement, check, `${statement.type} is not allowed in a template`);
  }
}

function checkMustache(node: hbs.AST.MustacheStatement, scope: Scope, check: Check): void {
  if (!node.escaped) fail(node, check, 'write {{…}} instead of {{{…}}}: nothing is written unescaped');
  if (node.params.length === 0 && node.hash === undefined) {
    if (node.path.type === 'PathExpression') checkField(node.path as hbs.AST.PathExpression, scope, check);
    return;
  }
  checkHelper(node, node, scope, check);
}

function checkHelper(
  node: { path: hbs.AST.Node; params: hbs.AST.Expression[] },
  at: hbs.AST.Node,
  scope: Scope,
  check: Check,
): void {
  const name = nameOf(node.path);
  if (!isValueHelper(name)) {
    const known = Object.keys(VALUE_HELPERS).join(', ');
    fail(at, check, `unknown helper "${name}". Helpers: ${known}, and in blocks ${BLOCK_HELPERS.join(', ')}`);
  }
  for (const param of node.params) checkExpression(param, scope, check);
}

function checkExpression(node: hbs.AST.Expression, scope: Scope, check: Check): z.ZodType | undefined {
  if (node.type === 'PathExpression') return checkField(node as hbs.AST.PathExpression, scope, check);
  if (node.type === 'SubExpression') {
    const expression = node as hbs.AST.SubExpression;
    checkHelper(expression, node, scope, check);
  }
  return undefined;
}

function checkBlock(node: hbs.AST.BlockStatement, scope: Scope, check: Check): void {
  const name = nameOf(node.path);
  const [subject] = node.params;
  if (!isBlockHelper(name) || subject === undefined || node.params.length !== 1) {
    fail(node, check, `a block is {{#${BLOCK_HELPERS.join(' field}}, {{#')} field}}; "${name}" is not one`);
  }
  if ((node.program?.blockParams ?? []).length > 0) fail(node, check, 'names by "as |…|" are not supported');
  const shape = checkExpression(subject, scope, check);
  const inner = name === 'if' || name === 'unless' ? scope : innerScope(name, shape, scope, { node, check });
  if (node.program !== undefined) checkProgram(node.program, inner, check);
  if (node.inverse !== undefined) checkProgram(node.inverse, scope, check);
}

function innerScope(
  name: string,
  shape: z.ZodType | undefined,
  parent: Scope,
  at: { node: hbs.AST.Node; check: Check },
): Scope {
  const given = shape === undefined ? undefined : unwrap(shape);
  if (name === 'with') {
    if (!(given instanceof z.ZodObject)) fail(at.node, at.check, '{{#with}} wants a field that holds others');
    return { shape: given, root: parent.root, parent, added: [] };
  }
  if (!(given instanceof z.ZodArray)) fail(at.node, at.check, '{{#each}} wants a list');
  return { shape: given.element as z.ZodType, root: parent.root, parent, added: [] };
}

function checkPartial(node: hbs.AST.PartialStatement, scope: Scope, check: Check): void {
  const name = node.name.type === 'PathExpression' ? node.name.original : undefined;
  const partial = name === undefined ? undefined : check.templates.get(name);
  if (name === undefined || partial === undefined) {
    const known = [...check.templates.keys()].sort().join(', ');
    fail(node, check, `unknown partial "${name ?? nameOf(node.name)}". Partials: ${known}`);
  }
  if (check.path.includes(name)) fail(node, check, `partial "${name}" contains itself`);
  const [subject] = node.params;
  const shape = subject === undefined ? scope.shape : checkExpression(subject, scope, check);
  for (const pair of node.hash?.pairs ?? []) checkExpression(pair.value, scope, check);
  const inner: Scope = {
    shape: shape === undefined ? z.object({}) : unwrap(shape),
    root: scope.root,
    added: [...(subject === undefined ? scope.added : []), ...(node.hash?.pairs ?? []).map((pair) => pair.key)],
  };
  checkProgram(partial.program, inner, { ...check, file: partial.file, path: [...check.path, name] });
}

/** The shape of a field, or undefined for loop data (`@index`). */
function checkField(node: hbs.AST.PathExpression, scope: Scope, check: Check): z.ZodType | undefined {
  let shape: z.ZodType = scope.shape;
  let added = scope.added;
  let parts = node.parts.map(String);
  if (node.data) {
    const [name, ...rest] = parts;
    if (name !== 'root') {
      if (name === 'index' || name === 'first' || name === 'last') return undefined;
      fail(node, check, `unknown data "@${parts.join('.')}". There are @root, @index, @first and @last`);
    }
    [shape, added, parts] = [scope.root, [], rest];
  } else if (node.depth > 0) {
    let outer: Scope | undefined = scope;
    for (let level = 0; level < node.depth; level++) outer = outer?.parent;
    if (outer === undefined) fail(node, check, `"${node.original}" leads out of the template; use @root`);
    [shape, added] = [outer.shape, outer.added];
  }
  for (const part of parts) {
    if (added.includes(part)) return undefined;
    const given = unwrap(shape);
    const fields: Record<string, z.ZodType> = given instanceof z.ZodObject ? given.shape : {};
    const next = Object.hasOwn(fields, part) ? fields[part] : undefined;
    if (next === undefined) {
      const known = [...Object.keys(fields), ...added].sort();
      const here = known.length === 0 ? 'There are no fields here, only {{this}}' : `Fields here: ${known.join(', ')}`;
      fail(node, check, `unknown field "${node.original}". ${here}`);
    }
    [shape, added] = [next, []];
  }
  return shape;
}

function unwrap(shape: z.ZodType): z.ZodType {
  return shape instanceof z.ZodNullable ? unwrap(shape.unwrap() as z.ZodType) : shape;
}

function nameOf(node: hbs.AST.Node): string {
  return 'original' in node ? String(node.original) : node.type;
}

function fail(node: hbs.AST.Node, check: Check, message: string): never {
  throw new TemplateError({ file: check.file, line: node.loc.start.line, message });
}
