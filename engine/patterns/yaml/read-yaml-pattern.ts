import type { Pattern } from '../pattern/parse-pattern.ts';
import { aTermTree, type Term } from '../term.ts';
import { readYamlTerms, type ReadScalar } from './read-yaml-terms.ts';

/** Reads a pattern for YAML; undefined if it is none. */
export function readYamlPattern(text: string): Pattern | undefined {
  const { root, hasError } = readYamlTerms(writeEllipses(text), readScalar);
  const [document] = root.children;
  if (hasError || !document || root.children.length > 1) return undefined;
  const tree = { text: '', cutOff: [], hasError: false };
  return { text, root: aTermTree(soleEntry(document), tree).root, form: 'term' };
}

/** One pair is looked for in any mapping, one item in any sequence. */
function soleEntry(document: Term): Term {
  const [entries] = document.children;
  const isCollection = document.kind === 'Dict' || document.kind === 'Array';
  const [only, ...others] = isCollection ? entries!.children : [];
  return only && others.length === 0 && (only.kind === 'Pair' || only.kind === 'Item') ? only : document;
}

/** Three dots would end the document; what is written for them is a scalar that nobody writes. */
const ELLIPSIS = 'µ___';

const readScalar: ReadScalar = ({ text, quoted }) => {
  if (text === ELLIPSIS || text === '...') return { kind: quoted ? 'AnyString' : 'Ellipsis', value: '' };
  const regex = /^=~\/(.*)\/([a-z]*)$/s.exec(text);
  if (regex) return { kind: 'StringRegex', value: regex[2] ? `(?${regex[2]})${regex[1]!}` : regex[1]! };
  if (/^\$\.\.\.[A-Z_][A-Z_0-9]*$/.test(text)) return { kind: 'MetaEllipsis', value: text };
  if (/^\$[A-Z_][A-Z_0-9]*$/.test(text)) return { kind: quoted ? 'StringMeta' : 'Meta', value: text };
  return undefined;
};

/** In double quotes YAML knows some letters after a backslash; before others it is the regular expression's own. */
function keepBackslashes(text: string): string {
  return text.replace(/"=~\/[^"\n]*\/[a-z]*"/g, (quoted) =>
    quoted.replace(/\\(.)/g, (escape, letter: string) => (YAML_ESCAPES.includes(letter) ? escape : `\\${escape}`)),
  );
}

const YAML_ESCAPES = '0abtnvfre "/\\N_LPxuU\t';

interface Entry {
  /** Column it begins at. */
  readonly column: number;
  readonly isItem: boolean;
}

/** Writes ellipses as entries of the mapping or sequence that they stand in. */
function writeEllipses(text: string): string {
  const lines = keepBackslashes(text).split('\n');
  const entries = lines.map(entriesOf);
  return lines
    .map((line, at) => {
      const alone = /^(\s*(?:- +)*)\.\.\.\s*$/.exec(line);
      if (!alone) return line.replace(/(^|[\s[{,:])\.\.\.(?=[\s\]},:]|$)/g, `$1${ELLIPSIS}`);
      const before = alone[1]!;
      // What stands after a dash begins an item of its own, to which only lines below belong.
      const steps = before.includes('-') ? [1] : [1, -1];
      const neighbour = neighbourOf(entries, { line: at, column: before.length, steps });
      if (!neighbour) return before + ELLIPSIS;
      return before + (neighbour.isItem ? `- ${ELLIPSIS}` : `${ELLIPSIS}: ${ELLIPSIS}`);
    })
    .join('\n');
}

/** The entries that a line begins: `- a: b` begins an item and a pair. */
function entriesOf(line: string): Entry[] {
  const entries: Entry[] = [];
  const dashes = /^\s*((?:- +|-$)*)/.exec(line)!;
  let column = dashes[0].length - dashes[1]!.length;
  for (const dash of dashes[1]!.match(/- *|-$/g) ?? []) {
    entries.push({ column, isItem: true });
    column += dash.length;
  }
  const rest = line.slice(column);
  if (/^(?:"[^"]*"|'[^']*'|[^\s#:][^#]*?):(?:\s|$)/.test(rest)) entries.push({ column, isItem: false });
  return entries;
}

/** The nearest entry in the same column, of the same mapping or sequence. */
function neighbourOf(
  entries: readonly (readonly Entry[])[],
  { line, column, steps }: { line: number; column: number; steps: readonly number[] },
): Entry | undefined {
  for (const step of steps) {
    for (let at = line + step; at >= 0 && at < entries.length; at += step) {
      const near = entries[at]!;
      const isOuter = near.some((entry) => entry.column < column);
      // Below, a line that begins further out begins another item; above, it may have begun this one.
      if (isOuter && step === 1) break;
      const same = near.find((entry) => entry.column === column);
      if (same) return same;
      if (isOuter) break;
    }
  }
  return undefined;
}
