import type { RawFinding, RelatedPlace } from '../../findings/finding.ts';
import { errorsOf, isBroken } from '../../syntax/errors.ts';
import type { SyntaxTree } from '../../syntax/syntax-tree.ts';
import type { Measured } from './measure.ts';
import { placeOf } from './measure.ts';
import { minutesFor, type MetricRuleId } from './rules.ts';
import type { MetricThresholds } from './thresholds.ts';
import type { Unit } from './unit.ts';

interface FindingContext {
  readonly path: string;
  readonly tree: SyntaxTree;
  readonly thresholds: MetricThresholds;
  /** Tests are long lists of cases: their length says nothing. */
  readonly test: boolean;
}

/** What of a file is over the thresholds. */
export function metricFindings(
  { metrics, units }: Measured,
  { path, tree, thresholds, test }: FindingContext,
): RawFinding[] {
  const findings: RawFinding[] = [];
  const lines = metrics.lines.code;
  if (lines > thresholds.fileLength && !test) {
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
  const errors = errorsOf(tree);
  for (const [i, unit] of units.entries()) {
    // What the grammar misread may be taken for one huge function.
    if (isBroken(tree, unit.node, errors)) continue;
    const length = metrics.functions[i]!.length;
    for (const excess of excessesOf(unit, { length, thresholds, reported })) {
      if (test && excess.ruleId === 'metrics/function-length') continue;
      findings.push(findingOf(unit, { excess, path, tree }));
    }
  }
  return findings;
}

interface Excess {
  readonly ruleId: MetricRuleId;
  readonly value: number;
  readonly limit: number;
  /** What follows the function's name in the message. */
  readonly says: string;
}

interface Context {
  readonly length: number;
  readonly thresholds: MetricThresholds;
  /** Functions whose cognitive complexity was reported, outer ones first. */
  readonly reported: Set<Unit>;
}

function excessesOf(unit: Unit, { length, thresholds, reported }: Context): Excess[] {
  const { cognitive, cyclomatic, parameters, nesting } = unit;
  const all: Excess[] = [
    {
      ruleId: 'metrics/cognitive-complexity',
      value: cognitive,
      limit: thresholds.cognitiveComplexity,
      says: `has a cognitive complexity of ${cognitive}`,
    },
    {
      ruleId: 'metrics/cyclomatic-complexity',
      value: cyclomatic,
      limit: thresholds.cyclomaticComplexity,
      says: `has a cyclomatic complexity of ${cyclomatic}`,
    },
    {
      ruleId: 'metrics/function-length',
      value: length,
      limit: thresholds.functionLength,
      says: `has ${length} lines of code`,
    },
    {
      ruleId: 'metrics/parameters',
      value: parameters,
      limit: thresholds.parameters,
      says: `has ${parameters} parameters`,
    },
    {
      ruleId: 'metrics/nesting',
      value: nesting,
      limit: thresholds.nesting,
      says: `nests control structures ${nesting} deep`,
    },
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
    extent: placeOf(tree, unit.node),
    message: `${qualified} ${says}, more than ${limit}.`,
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
