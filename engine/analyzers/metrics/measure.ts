import type { Language } from '../../source/language.ts';
import { lineAt } from '../../syntax/nodes.ts';
import type { SyntaxTree } from '../../syntax/syntax-tree.ts';
import type { ClassMetrics, FileMetrics, FunctionMetrics } from './file-metrics.ts';
import { lexicalOf, type Lexical } from './lexical.ts';
import { maintainabilityIndex } from './maintainability-index.ts';
import { structureOf } from './structure.ts';
import type { ClassUnit, Unit } from './unit.ts';

/** A file's metrics, with the functions as they were measured in the order of `metrics.functions`. */
export interface Measured {
  readonly metrics: FileMetrics;
  readonly units: readonly Unit[];
}

export function measure(tree: SyntaxTree<Language>): Measured {
  const structure = structureOf(tree);
  const nodes = structure.functions.map((unit) => unit.node);
  const lexical = lexicalOf(tree, nodes);
  const listed = structure.functions;
  const reachable = listed.filter((unit) => unit.isPublic);
  const cyclomatic = listed.reduce((sum, unit) => sum + unit.cyclomatic, structure.file.cyclomatic);
  return {
    units: listed,
    metrics: {
      lines: lexical.lines,
      functions: listed.map((unit) => functionMetrics(tree, unit, lexical)),
      classes: structure.classes.map((unit) => classMetrics(tree, unit)),
      cyclomatic,
      cognitive: structure.file.cognitive,
      halstead: lexical.halstead,
      maintainabilityIndex: maintainabilityIndex(averages(lexical, cyclomatic)),
      publicFunctions: reachable.length,
      documentedPublicFunctions: reachable.filter((unit) => unit.documented).length,
    },
  };
}

function averages(lexical: Lexical, cyclomatic: number) {
  const [outside = 0, ...inside] = lexical.volumes;
  const volume = inside.reduce((sum, each) => sum + each, outside);
  const count = Math.max(1, inside.length + (outside > 0 ? 1 : 0));
  return { volume: volume / count, cyclomatic: cyclomatic / count, linesOfCode: lexical.lines.code / count };
}

function functionMetrics(tree: SyntaxTree, unit: Unit, lexical: Lexical): FunctionMetrics {
  const { startLine, startColumn, endLine, endColumn } = placeOf(tree, unit.node);
  return {
    name: unit.name,
    scope: unit.scope,
    startLine,
    startColumn,
    endLine,
    endColumn,
    length: lexical.codeLines(startLine - 1, endLine - 1),
    parameters: unit.parameters,
    nesting: unit.nesting,
    cyclomatic: unit.cyclomatic,
    cognitive: unit.cognitive,
    public: unit.isPublic,
    documented: unit.documented,
  };
}

function classMetrics(tree: SyntaxTree, unit: ClassUnit): ClassMetrics {
  const { startLine, endLine } = placeOf(tree, unit.node);
  return {
    name: unit.name,
    scope: unit.scope,
    startLine,
    endLine,
    methods: unit.methods,
  };
}

/** 1-based, the end exclusive. */
export function placeOf(tree: SyntaxTree, node: number) {
  const start = tree.startOffset[node]!;
  const end = tree.endOffset[node]!;
  const first = lineAt(tree, start);
  const last = lineAt(tree, end);
  return {
    startLine: first + 1,
    startColumn: start - tree.lineStarts[first]! + 1,
    endLine: last + 1,
    endColumn: end - tree.lineStarts[last]! + 1,
  };
}
