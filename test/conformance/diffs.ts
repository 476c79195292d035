import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDiff, type DiffFile, type DiffLine } from '../../engine/source/parse-diff.ts';

/** One line of `diffs.jsonl`. Type 0 is context, 1 added, 2 removed; a line number that does not exist is 0. */
interface Case {
  readonly name: string;
  readonly diff: string;
  readonly parsed: readonly CaseFile[] | null;
}

interface CaseFile {
  readonly PathOld: string;
  readonly PathNew: string;
  readonly TimeOld: string;
  readonly TimeNew: string;
  readonly Hunks: readonly CaseHunk[] | null;
  readonly Extended: readonly string[] | null;
}

interface CaseHunk {
  readonly StartLineOld: number;
  readonly LineLengthOld: number;
  readonly StartLineNew: number;
  readonly LineLengthNew: number;
  readonly Section: string;
  readonly Lines: readonly CaseLine[];
}

interface CaseLine {
  readonly Type: number;
  readonly Content: string;
  readonly LnumDiff: number;
  readonly LnumOld: number;
  readonly LnumNew: number;
}

/** Compares what our parser reads out of diffs with what others do: names, times, headers, hunks and every line. */
export async function diffsConformance(
  corpora: string,
): Promise<{ name: string; total: number; equal: number; differences: string[] }> {
  const text = await readFile(join(corpora, 'diffs.jsonl'), 'utf8');
  const cases = text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Case);
  const differences = cases.flatMap(differencesOf);
  const unequal = new Set(differences.map((difference) => difference.split(':', 1)[0]));
  return { name: 'diffs', total: cases.length, equal: cases.length - unequal.size, differences };
}

function differencesOf(one: Case): string[] {
  const expected = one.parsed ?? [];
  const actual = parseDiff(one.diff).map(asCaseFile);
  if (actual.length !== expected.length) return [`${one.name}: ${actual.length} files, expected ${expected.length}`];
  return expected.flatMap((file, index) => {
    const [want, have] = [comparable(file), comparable(actual[index]!)];
    const line = want.findIndex((text, at) => text !== have[at]);
    if (line === -1 && want.length === have.length) return [];
    const at = line === -1 ? want.length : line;
    return [`${one.name}: file ${index + 1}: expected ${want[at] ?? 'nothing'}, got ${have[at] ?? 'nothing'}`];
  });
}

function comparable(file: CaseFile): string[] {
  return [
    JSON.stringify([file.PathOld, file.PathNew, file.TimeOld, file.TimeNew, file.Extended ?? []]),
    ...(file.Hunks ?? []).flatMap((hunk) => [
      JSON.stringify([hunk.StartLineOld, hunk.LineLengthOld, hunk.StartLineNew, hunk.LineLengthNew, hunk.Section]),
      ...hunk.Lines.map((line) => JSON.stringify([line.Type, line.Content, line.LnumDiff, line.LnumOld, line.LnumNew])),
    ]),
  ];
}

function asCaseFile(file: DiffFile): CaseFile {
  return {
    PathOld: file.oldName,
    PathNew: file.newName,
    TimeOld: file.oldTime ?? '',
    TimeNew: file.newTime ?? '',
    Extended: file.headers,
    Hunks: file.hunks.map((hunk) => ({
      StartLineOld: hunk.oldStart,
      LineLengthOld: hunk.oldLines,
      StartLineNew: hunk.newStart,
      LineLengthNew: hunk.newLines,
      Section: hunk.section,
      Lines: hunk.lines.map(asCaseLine),
    })),
  };
}

const TYPE = { context: 0, added: 1, removed: 2 } as const;

function asCaseLine(line: DiffLine): CaseLine {
  return {
    Type: TYPE[line.type],
    Content: line.content,
    LnumDiff: line.position,
    LnumOld: line.oldLine ?? 0,
    LnumNew: line.newLine ?? 0,
  };
}
