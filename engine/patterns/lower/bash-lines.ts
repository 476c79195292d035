import { isNamed, kindOf } from '../../syntax/nodes.ts';
import type { SyntaxTree } from '../../syntax/syntax-tree.ts';

/** How often a text is read anew; each time later lines come right. */
const MAX_PASSES = 8;

/**
 * The grammar takes the end of a line within a pipeline for a blank if a redirection comes later, and so reads the next
 * commands as arguments. Where words of one command stand on several lines without a `\`, the text is read anew with a
 * `;` at the line's end, which changes no offset.
 */
export function withLines(tree: SyntaxTree, parse: (text: string) => SyntaxTree): SyntaxTree {
  let best = tree;
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const ends = lineEndsIn(best);
    if (ends.length === 0) break;
    const letters = best.text.split('');
    for (const end of ends) letters[end] = ';';
    const next = parse(letters.join(''));
    if (next.hasError && !best.hasError) break;
    best = next;
  }
  return best === tree ? tree : { ...best, text: tree.text };
}

const COMMANDS = new Set(['command', 'declaration_command', 'unset_command']);

/** Where a command's word is followed by the end of its line, and then by another of its words. */
function lineEndsIn(tree: SyntaxTree): number[] {
  const found: number[] = [];
  for (let node = 1; node < tree.size; node++) {
    if (!COMMANDS.has(kindOf(tree, node))) continue;
    let before = -1;
    for (let child = node + 1; child < tree.next[node]!; child = tree.next[child]!) {
      const kind = kindOf(tree, child);
      if (!isNamed(tree, child) || kind === 'comment') continue;
      const start = tree.startOffset[child]!;
      if (before >= 0 && !kind.endsWith('_redirect') && endsLine(tree.text.slice(before, start))) {
        found.push(before);
      }
      before = kind.endsWith('_redirect') ? -1 : tree.endOffset[child]!;
    }
  }
  return found;
}

function endsLine(gap: string): boolean {
  return /^[ \t\r]*(?:#[^\n]*)?\n/.test(gap);
}
