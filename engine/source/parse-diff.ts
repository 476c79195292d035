import {
  createDiffFile,
  readHeaderLine,
  readNames,
  type DiffFile,
  type DiffLine,
  type OpenDiffFile,
} from './diff-file.ts';

export type { DiffFile, DiffHunk, DiffLine } from './diff-file.ts';

/**
 * Reads a unified diff as git or `diff -u` prints it. What stands around the files (a commit's message, a mail's
 * signature) is passed over; a hunk that ends too early keeps the lines it has. Lines end at LF; a CR before it stays in
 * the content. Of a combined diff (`diff --cc`) the difference to the first parent is given.
 */
export function parseDiff(text: string): DiffFile[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const files: OpenDiffFile[] = [];
  let file: OpenDiffFile | undefined;
  const begin = (header?: string) => {
    file = createDiffFile(header);
    files.push(file);
    return file;
  };
  for (let at = 0; at < lines.length;) {
    const line = withoutCarriageReturn(lines[at]!);
    const hunk = parseHunkStart(line);
    if (line.startsWith('diff ')) {
      begin(line);
      at++;
    } else if (line.startsWith('--- ') && lines[at + 1]?.startsWith('+++ ')) {
      if (!file || file.named) file = begin();
      readNames(file, line.slice(4), withoutCarriageReturn(lines[at + 1]!).slice(4));
      at += 2;
    } else if (hunk && file) {
      at = readHunk(lines, { at: at + 1, hunk, file });
    } else {
      if (file && file.hunks.length === 0) readHeaderLine(file, line);
      at++;
    }
  }
  return files.filter((each) => each.named || each.git);
}

interface HunkStart {
  /** Start and number of lines, for each parent and then for the new side. */
  readonly sides: readonly { readonly start: number; readonly lines: number }[];
  readonly section: string;
}

/** `@@ -1,2 +3 @@ section`, or with one more `@` and range for each further parent of a combined diff. */
function parseHunkStart(line: string): HunkStart | undefined {
  const match = /^(@@+)((?: [-+][0-9]+(?:,[0-9]+)?){2,64}) (@@+)(?: (.*))?$/.exec(line);
  if (!match || match[1] !== match[3]) return undefined;
  const sides = match[2]!
    .trim()
    .split(' ')
    .map((range) => {
      const [start, count] = range.slice(1).split(',');
      return { start: Number(start), lines: Number(count ?? 1) };
    });
  return sides.length === match[1]!.length ? { sides, section: match[4] ?? '' } : undefined;
}

/** Reads as many lines as the hunk announces and gives the index after them. */
function readHunk(
  all: readonly string[],
  from: { readonly at: number; readonly hunk: HunkStart; readonly file: OpenDiffFile },
): number {
  const { sides, section } = from.hunk;
  const parents = sides.length - 1;
  const [old, fresh] = [sides[0]!, sides.at(-1)!];
  const left = sides.map((side) => side.lines);
  const lines: DiffLine[] = [];
  const next = { old: old.start, new: fresh.start, position: from.file.nextPosition };
  let { at } = from;
  for (; at < all.length; at++) {
    const text = all[at]!;
    if (text.startsWith('\\')) {
      const last = lines.pop();
      if (last) lines.push({ ...last, newlineAtEnd: false });
      continue;
    }
    if (left.every((count) => count <= 0)) break;
    // Some mailers strip the blank of an empty line of context.
    const marks = (text === '' || text === '\r' ? ' ' : text).slice(0, parents).padEnd(parents);
    if (/[^-+ ]/.test(marks)) break;
    countDown(left, marks);
    const line = toLine(marks, { content: text.slice(parents), next });
    if (line) lines.push(line);
  }
  // The header of a further hunk counts as a line of the diff.
  from.file.nextPosition = next.position + 1;
  const hunk = { oldStart: old.start, oldLines: old.lines, newStart: fresh.start, newLines: fresh.lines };
  from.file.hunks.push({ ...hunk, section, lines });
  return at;
}

/** `-` in a parent's column: the line is that parent's alone; `+`: the parent lacks it; blank: as the other columns say. */
function countDown(left: number[], marks: string): void {
  const isRemoved = marks.includes('-');
  [...marks].forEach((mark, parent) => {
    if (isRemoved ? mark === '-' : mark === ' ') left[parent]!--;
  });
  if (!isRemoved) left[marks.length]!--;
}

function toLine(
  marks: string,
  line: { readonly content: string; readonly next: { old: number; new: number; position: number } },
): DiffLine | undefined {
  const { content, next } = line;
  const isRemoved = marks.includes('-');
  const rest = { content, newlineAtEnd: true };
  // In another parent only: the first one never had it.
  if (isRemoved && marks[0] !== '-') return undefined;
  const position = next.position++;
  if (isRemoved) return { type: 'removed', ...rest, oldLine: next.old++, position };
  if (marks[0] === '+') return { type: 'added', ...rest, newLine: next.new++, position };
  return { type: 'context', ...rest, oldLine: next.old++, newLine: next.new++, position };
}

function withoutCarriageReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
