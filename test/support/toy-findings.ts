/** A toy rule over plain texts, for histories whose every finding can be told by reading them. */
import { identify, type IdentifiedFinding } from '../../engine/findings/identify.ts';
import type { RawFinding } from '../../engine/findings/finding.ts';
import type { Change, Hunk, SourceFile } from '../../engine/source/source.ts';
import { blobIdOf } from '../../engine/source/blob-id.ts';
import { aRule } from './a-finding.ts';

export type Files = Readonly<Record<string, string>>;

/** Each `BAD` or `BAD<digit>` in a line is a finding of `toy/bad`; there are no functions, so indentation is the scope. */
export function toyFindings(files: Files): IdentifiedFinding[] {
  const raw = Object.entries(files).flatMap(([path, text]) => toyFindingsOf(path, text));
  return identify(raw, { textOf: (path) => files[path], scopesOf: () => undefined });
}

function toyFindingsOf(path: string, text: string): RawFinding[] {
  return text.split('\n').flatMap((line, index) =>
    [...line.matchAll(/BAD/g)].map((match) => ({
      ruleId: 'toy/bad',
      path,
      message: 'bad',
      range: {
        startLine: index + 1,
        startColumn: match.index + 1,
        endLine: index + 1,
        endColumn: match.index + 4,
      },
    })),
  );
}

export const toyRule = aRule({ id: 'toy/bad', severity: 'low', quality: 'maintainability', minutes: 5 });

/** What changed between two trees; `renames` gives the old path of a new one. */
export function changesBetween(base: Files, head: Files, renames: Readonly<Record<string, string>> = {}): Change[] {
  const renamed = new Set(Object.values(renames));
  const changes: Change[] = [];
  for (const [path, text] of Object.entries(head)) {
    const oldPath = renames[path] ?? (renamed.has(path) ? undefined : path);
    const before = oldPath === undefined ? undefined : base[oldPath];
    const next = file(path, text);
    if (oldPath === undefined || before === undefined) {
      changes.push({ status: 'added', new: next, binary: false, hunks: hunksBetween('', text) });
    } else if (oldPath !== path) {
      changes.push({
        status: 'renamed',
        old: file(oldPath, before),
        new: next,
        binary: false,
        hunks: hunksBetween(before, text),
      });
    } else if (before !== text) {
      changes.push({
        status: 'modified',
        old: file(path, before),
        new: next,
        binary: false,
        hunks: hunksBetween(before, text),
      });
    }
  }
  for (const [path, text] of Object.entries(base)) {
    if (renamed.has(path) || path in head) continue;
    changes.push({ status: 'deleted', old: file(path, text), binary: false, hunks: hunksBetween(text, '') });
  }
  return changes;
}

function file(path: string, text: string): SourceFile {
  return { path, blob: blobIdOf(Buffer.from(text)), kind: 'file', size: text.length };
}

/** As `git diff -U0` gives them, by the longest common subsequence of lines. For short texts: its cost is quadratic. */
export function hunksBetween(before: string, after: string): Hunk[] {
  const [a, b] = [linesOf(before), linesOf(after)];
  const common = commonLengths(a, b);
  const hunks: Hunk[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    if (i < a.length && a[i] === b[j]) {
      i++;
      j++;
      continue;
    }
    const [fromOld, fromNew] = [i, j];
    while ((i < a.length || j < b.length) && (i >= a.length || j >= b.length || a[i] !== b[j])) {
      if (j >= b.length || (i < a.length && common[i + 1]![j]! >= common[i]![j + 1]!)) i++;
      else j++;
    }
    const [oldLines, newLines] = [i - fromOld, j - fromNew];
    hunks.push({
      oldStart: oldLines === 0 ? fromOld : fromOld + 1,
      oldLines,
      newStart: newLines === 0 ? fromNew : fromNew + 1,
      newLines,
    });
  }
  return hunks;
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i]![j] = a[i] === b[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  return lengths;
}
