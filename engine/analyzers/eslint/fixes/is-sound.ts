import type { Rule } from 'eslint';
import type { Mending } from './fixable-rules.ts';

/** A parsed text: where its nodes stand, and what its comments say. */
export interface Shape {
  readonly nodes: readonly ShapeNode[];
  readonly comments: readonly string[];
}

interface ShapeNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** A rule that finds nothing and tells the shape of each text it sees. */
export function shapeRule(tell: (shape: Shape) => unknown): Rule.RuleModule {
  return {
    create: ({ sourceCode }) => {
      const nodes: ShapeNode[] = [];
      return {
        '*': (node: Rule.Node) => {
          const directive = 'directive' in node ? ' directive' : '';
          nodes.push({ type: node.type + directive, start: node.range![0], end: node.range![1] });
        },
        'Program:exit': () => tell({ nodes, comments: sourceCode.getAllComments().map(({ value }) => value) }),
      };
    },
  };
}

/**
 * Whether a mending leaves everything but its own place as it was: each node outside of it has its counterpart where
 * it should be, so that no statement runs on into the next and no operator reaches further; and each comment stands.
 */
export function isSound(
  mending: Mending,
  shapes: { readonly before: Shape; readonly after: Shape },
  allowed: { readonly dissolves: readonly string[]; readonly takesComment: boolean },
): boolean {
  const { before, after } = shapes;
  const dissolved = ({ type, start, end }: ShapeNode) =>
    allowed.dissolves.includes(type) && end >= mending.start && start <= mending.end;
  const [delta, newEnd] = [mending.text.length - (mending.end - mending.start), mending.start + mending.text.length];
  const expected = new Set<string>();
  for (const node of before.nodes) {
    if (isWithin(node, mending.start, mending.end) || node.type === 'Program' || dissolved(node)) continue;
    const [start, end] = [node.start, node.end].map((offset) => (offset >= mending.end ? offset + delta : offset));
    if ([node.start, node.end].some((offset) => offset > mending.start && offset < mending.end)) return false;
    expected.add(`${node.type} ${start} ${end}`);
  }
  const found = new Set<string>();
  for (const node of after.nodes) {
    if (isWithin(node, mending.start, newEnd) || node.type === 'Program') continue;
    const key = `${node.type} ${node.start} ${node.end}`;
    if (!expected.has(key) && !allowed.dissolves.includes(node.type)) return false;
    found.add(key);
  }
  if ([...expected].some((key) => !found.has(key))) return false;
  const lost = before.comments.length - after.comments.length;
  return allowed.takesComment ? lost > 0 : before.comments.join('\0') === after.comments.join('\0');
}

function isWithin(node: ShapeNode, start: number, end: number): boolean {
  return node.start >= start && node.end <= end;
}
