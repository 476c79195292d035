import type { RawFinding, RelatedPlace } from '../../findings/finding.ts';
import type { SyntaxTree } from '../../syntax/syntax-tree.ts';
import type { Measured } from './measure.ts';
import { placeOf } from './measure.ts';
import { minutesFor, type MetricRuleId } from './rules.ts';
import type { MetricThresholds } from './thresholds.ts';
import type { Unit } from './unit.ts';

/** What of a file is over the thresholds. */
export function metricFindings(
  { metrics, units }: Measured,
  { path, tree, thresholds }: { path: string; tree: SyntaxTree; thresholds: MetricThresholds },
): RawFinding[] {
  const findings: RawFinding[] = [];
  const lines = metrics.lines.code;
  if (lines > thresholds.fileLength) {
    const message = `This file has ${lines} lines of code, more than ${thresholds.fileLength}.`;
    const ruleId = 'metrics/file-length';
    findings.push({
      path,
      ruleId,
      message,
      minutes: minutesFor(ruleId, lines - thresholds.fileLength),
      anchor: 'file',
    });
  }
  const reported = new Set<Unit>();
  for (const [i, unit] of units.entries()) {
    const length = metrics.functions[i]!.length;
    for (const excess of excessesOf(unit, { length, thresholds, reported }))
      findings.push(findingOf(unit, { excess, path, tree }));
  }
  return findings;
}

interface Excess {
  readonly ruleId: MetricRuleId;
  readonly value: number;
  readonly limit: number;
  /** "has a cognitive complexity of". */
  readonly says: string;
}

interface Context {
  readonly length: number;
  readonly thresholds: MetricThresholds;
  /** Functions whose cognitive complexity was reported, outer ones first. */
  readonly reported: Set<Unit>;
}

function excessesOf(unit: Unit, { length, thresholds, reported }: Context): Excess[] {
  const limits = thresholds;
  const has = 'has a';
  const all: Excess[] = [
    {
      ruleId: 'metrics/cognitive-complexity',
      value: unit.cognitive,
      limit: limits.cognitiveComplexity,
      says: `${has} cognitive complexity of`,
    },
    {
      ruleId: 'metrics/cyclomatic-complexity',
      value: unit.cyclomatic,
      limit: limits.cyclomaticComplexity,
      says: `${has} cyclomatic complexity of`,
    },
    {
      ruleId: 'metrics/function-length',
      value: length,
      limit: limits.functionLength,
      says: `${has} length in lines of code of`,
    },
    {
      ruleId: 'metrics/parameters',
      value: unit.parameters,
      limit: limits.parameters,
      says: `${has} number of parameters of`,
    },
    { ruleId: 'metrics/nesting', value: unit.nesting, limit: limits.nesting, says: `${has} nesting depth of` },
  ];
  return all.filter(({ ruleId, value, limit }) => {
    if (value <= limit) return false;
    if (ruleId !== 'metrics/cognitive-complexity') return true;
    // What an inner function counts, the outer one counts too: one finding for both.
    const counted = unit.inside && unit.outer !== undefined && reported.has(unit.outer);
    reported.add(unit);
    return !counted;
  });
}

function findingOf(unit: Unit, { excess, path, tree }: { excess: Excess; path: string; tree: SyntaxTree }): RawFinding {
  const { ruleId, value, limit, says } = excess;
  const qualified = [...unit.scope, unit.name].join('.');
  return {
    ruleId,
    path,
    range: headOf(tree, unit.node),
    message: `${qualified} ${says} ${value}, more than ${limit}.`,
    minutes: minutesFor(ruleId, value - limit),
    anchor: `${unit.kind} ${qualified}`,
    ...(ruleId === 'metrics/cognitive-complexity' && { related: relatedOf(unit, path, tree) }),
  };
}

/** The function's first line: a range over the whole of it would cover the screen. */
function headOf(tree: SyntaxTree, node: number) {
  const { startLine, startColumn, endLine, endColumn } = placeOf(tree, node);
  if (startLine === endLine) return { startLine, startColumn, endLine, endColumn };
  const lineEnd = tree.lineStarts[startLine]! - 1;
  const end = tree.text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd;
  return { startLine, startColumn, endLine: startLine, endColumn: end - tree.lineStarts[startLine - 1]! + 1 };
}

function relatedOf(unit: Unit, path: string, tree: SyntaxTree): RelatedPlace[] {
  return unit.increments.map(({ node, amount, reason }) => ({
    path,
    range: headOf(tree, node),
    message: amount === 1 ? `+1 ${reason}` : `+${amount} ${reason} (nested ${amount - 1} deep)`,
  }));
}
