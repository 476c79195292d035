import type { ChangeStatus, Hunk } from './source.ts';
import { unquoteName } from './unquote-name.ts';

/** One file of a unified diff. */
export interface DiffFile {
  readonly status: ChangeStatus;
  /** Absent where there is none: added, deleted, or not told. Without git's `a/` and `b/`. */
  readonly oldPath?: string;
  readonly newPath?: string;
  /** What stands after `---` and `+++`, unquoted; '' where these lines are missing, as for an empty or binary file. */
  readonly oldName: string;
  readonly newName: string;
  /** As written after the name. */
  readonly oldTime?: string;
  readonly newTime?: string;
  /** Octal, such as `100644`. */
  readonly oldMode?: string;
  readonly newMode?: string;
  /** Of git's `index` line: mostly abbreviated. */
  readonly oldBlob?: string;
  readonly newBlob?: string;
  readonly similarity?: number;
  readonly binary: boolean;
  /** The lines before `---`, as written. */
  readonly headers: readonly string[];
  readonly hunks: readonly DiffHunk[];
}

export interface DiffHunk extends Hunk {
  /** What stands after the second `@@`: git puts the enclosing function there. */
  readonly section: string;
  readonly lines: readonly DiffLine[];
}

export interface DiffLine {
  readonly type: 'context' | 'added' | 'removed';
  readonly content: string;
  /** 1-based; absent on the side that lacks the line. */
  readonly oldLine?: number;
  readonly newLine?: number;
  /** 1-based count within the file's part of the diff, headers of further hunks included, as GitHub counts positions. */
  readonly position: number;
  readonly newlineAtEnd: boolean;
}

/** A file while it is read. */
export interface OpenDiffFile extends Mutable<Omit<DiffFile, 'headers' | 'hunks'>> {
  readonly headers: string[];
  readonly hunks: DiffHunk[];
  /** Begun by `diff --git` (or `--cc`): it is a change even if no names or hunks follow. */
  readonly git: boolean;
  /** The lines `---` and `+++` were read. */
  named: boolean;
  nextPosition: number;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

export function createDiffFile(header?: string): OpenDiffFile {
  const names = header === undefined ? undefined : namesOfHeader(header);
  return {
    status: 'modified',
    ...(names && { oldPath: names.old, newPath: names.new }),
    oldName: '',
    newName: '',
    binary: false,
    headers: header === undefined ? [] : [header],
    hunks: [],
    git: /^diff --(?:git|cc|combined) /.test(header ?? ''),
    named: false,
    nextPosition: 1,
  };
}

/** A line between `diff` and the first hunk. */
export function readHeaderLine(file: OpenDiffFile, line: string): void {
  if (file.named && !line.startsWith('Binary files ')) return;
  if (/^(?:Binary files .* differ|GIT binary patch)$/.test(line)) {
    file.binary = true;
    return;
  }
  const header = HEADERS.find(({ start }) => line.startsWith(start));
  if (!header) return;
  file.headers.push(line);
  header.read(file, line.slice(header.start.length));
}

/** The lines `---` and `+++`. A rename's own lines have told the paths better. */
export function readNames(file: OpenDiffFile, oldLine: string, newLine: string): void {
  const [old, fresh] = [labelOf(oldLine), labelOf(newLine)];
  Object.assign(file, { oldName: old.name, newName: fresh.name });
  if (old.time) file.oldTime = old.time;
  if (fresh.time) file.newTime = fresh.time;
  file.named = true;
  if (old.name === ABSENT) file.status = 'added';
  if (fresh.name === ABSENT) file.status = 'deleted';
  if (file.status !== 'renamed' && file.status !== 'copied') setPaths(file, old.name, fresh.name);
  dropMissingSide(file);
}

const ABSENT = '/dev/null';

const HEADERS: readonly { readonly start: string; read(file: OpenDiffFile, rest: string): void }[] = [
  { start: 'old mode ', read: (file, rest) => (file.oldMode = rest) },
  { start: 'new mode ', read: (file, rest) => (file.newMode = rest) },
  {
    start: 'deleted file mode ',
    read(file, rest) {
      file.status = 'deleted';
      file.oldMode = rest;
      dropMissingSide(file);
    },
  },
  {
    start: 'new file mode ',
    read(file, rest) {
      file.status = 'added';
      file.newMode = rest;
      dropMissingSide(file);
    },
  },
  { start: 'copy from ', read: (file, rest) => readMove(file, { status: 'copied', oldPath: unquoteName(rest) }) },
  { start: 'copy to ', read: (file, rest) => readMove(file, { status: 'copied', newPath: unquoteName(rest) }) },
  { start: 'rename from ', read: (file, rest) => readMove(file, { status: 'renamed', oldPath: unquoteName(rest) }) },
  { start: 'rename to ', read: (file, rest) => readMove(file, { status: 'renamed', newPath: unquoteName(rest) }) },
  { start: 'similarity index ', read: (file, rest) => (file.similarity = parseInt(rest, 10)) },
  { start: 'dissimilarity index ', read: () => undefined },
  {
    start: 'index ',
    read(file, rest) {
      const match = /^([0-9a-f]+)(?:,[0-9a-f,]*)?\.\.([0-9a-f]+)(?: ([0-7]+))?$/.exec(rest);
      if (!match) return;
      file.oldBlob = match[1]!;
      file.newBlob = match[2]!;
      if (match[3]) file.oldMode = file.newMode = match[3];
    },
  },
];

function readMove(file: OpenDiffFile, move: Partial<Pick<OpenDiffFile, 'status' | 'oldPath' | 'newPath'>>): void {
  Object.assign(file, move);
}

function dropMissingSide(file: OpenDiffFile): void {
  if (file.status === 'added') delete file.oldPath;
  if (file.status === 'deleted') delete file.newPath;
}

/** Git's prefixes, also those of `diff.mnemonicPrefix`; without a pair of them the names stand as they are. */
function setPaths(file: OpenDiffFile, old: string, fresh: string): void {
  const prefixed = [old, fresh].every((name) => name === ABSENT || PREFIX.test(name));
  const path = (name: string) => (prefixed ? name.replace(PREFIX, '') : name);
  if (old !== ABSENT) file.oldPath = path(old);
  if (fresh !== ABSENT) file.newPath = path(fresh);
}

const PREFIX = /^[abciow]\//;

/** A name, then perhaps a tab and a time. */
function labelOf(text: string): { readonly name: string; readonly time: string } {
  const quoted = /^"(?:[^"\\]|\\.)*"/.exec(text)?.[0];
  if (quoted) return { name: unquoteName(quoted), time: text.slice(quoted.length).trim() };
  const tab = text.indexOf('\t');
  return tab === -1 ? { name: text, time: '' } : { name: text.slice(0, tab), time: text.slice(tab + 1) };
}

/** The names in `diff --git a/x b/x`. Where blanks make them ambiguous, the two halves are the same but for the prefix. */
function namesOfHeader(header: string): { readonly old: string; readonly new: string } | undefined {
  const combined = /^diff --(?:cc|combined) (.+)$/.exec(header)?.[1];
  if (combined) return { old: unquoteName(combined), new: unquoteName(combined) };
  const names = /^diff --git (.+)$/.exec(header)?.[1];
  if (!names) return undefined;
  const [old, fresh] = splitNames(names);
  if (old === undefined || fresh === undefined) return undefined;
  const prefixed = PREFIX.test(old) && PREFIX.test(fresh);
  return prefixed ? { old: old.replace(PREFIX, ''), new: fresh.replace(PREFIX, '') } : { old, new: fresh };
}

function splitNames(names: string): string[] {
  const quoted = /^("(?:[^"\\]|\\.)*"|\S+) ("(?:[^"\\]|\\.)*"|.+)$/.exec(names);
  if (quoted && names.includes('"')) return [unquoteName(quoted[1]!), unquoteName(quoted[2]!)];
  const middle = (names.length - 1) / 2;
  const [left, right] = [names.slice(0, middle), names.slice(middle + 1)];
  const same = names[middle] === ' ' && left.replace(PREFIX, '') === right.replace(PREFIX, '');
  return same ? [left, right] : names.split(' ', 3);
}
