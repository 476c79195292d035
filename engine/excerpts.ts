import { compareFindings } from './findings/order-findings.ts';
import type { Finding, RawFinding } from './findings/finding.ts';
import type { Excerpt } from './review-result.ts';
import { decodeText } from './source/decode-text.ts';
import { SourceError, type Snapshot } from './source/source.ts';

/** Findings that get an excerpt, in the reports' order; a report that shows more shows them without code. */
export const MAX_EXCERPTS = 1000;
/** Lines shown above and below the finding. */
const CONTEXT_LINES = 2;
/** Lines of a longer range that are shown. */
const MAX_RANGE_LINES = 6;
/** Characters of a line; what follows is cut. */
const MAX_LINE_LENGTH = 400;

/** The lines around the findings that a report shows first. Findings on the same lines share an excerpt. */
export async function readExcerpts(
  findings: readonly Finding[],
  sides: { readonly head: ExcerptSource; readonly base: ExcerptSource | undefined },
): Promise<Excerpt[]> {
  const shown = [...findings]
    .sort(compareFindings)
    .filter((finding) => finding.range)
    .slice(0, MAX_EXCERPTS);
  const excerpts = await Promise.all(
    windowsOf(shown).map(async (file) => {
      const source = file.side === 'base' ? sides.base : sides.head;
      return source ? excerptsOfFile(source, file) : [];
    }),
  );
  return excerpts.flat().sort(byPlace);
}

/** Lines wanted of one file, as first line to last line. */
interface FileWindows {
  readonly side: Excerpt['side'];
  readonly path: string;
  readonly windows: Map<number, number>;
}

function windowsOf(findings: readonly Finding[]): FileWindows[] {
  const files = new Map<string, FileWindows>();
  for (const { path, range, state, trace = [], related = [] } of findings) {
    const side = state === 'fixed' ? 'base' : 'head';
    for (const place of [{ path, range }, ...trace, ...related.slice(0, MAX_RELATED)]) {
      if (!place.range || place.path === '') continue;
      const key = `${side}\0${place.path}`;
      const file = files.get(key) ?? { side, path: place.path, windows: new Map<number, number>() };
      files.set(key, file);
      const { startLine, endLine } = place.range;
      const first = Math.max(1, startLine - CONTEXT_LINES);
      const last = Math.min(endLine, startLine + MAX_RANGE_LINES - 1) + CONTEXT_LINES;
      file.windows.set(first, Math.max(file.windows.get(first) ?? 0, last));
    }
  }
  return [...files.values()];
}

async function excerptsOfFile(source: ExcerptSource, { side, path, windows }: FileWindows): Promise<Excerpt[]> {
  const lines = await readLines(source.snapshot, path);
  if (!lines) return [];
  const ofFile = source.findings.filter((finding) => finding.path === path);
  mask(lines, ofFile);
  return merged(windows).flatMap(([startLine, endLine]) => {
    const shown = lines.slice(startLine - 1, endLine).map((line) => line.slice(0, MAX_LINE_LENGTH));
    return shown.length > 0 ? [{ path, side, startLine, lines: shown }] : [];
  });
}

/** A snapshot, and all that was found in it: what one finding must not show, no excerpt shows. */
export interface ExcerptSource {
  readonly snapshot: Snapshot;
  readonly findings: readonly RawFinding[];
}

/** Puts `•` for what no report may show. */
function mask(lines: string[], findings: readonly RawFinding[]): void {
  for (const { startLine, startColumn, endLine, endColumn } of findings.flatMap((finding) => finding.redact ?? [])) {
    for (let line = startLine; line <= Math.min(endLine, lines.length); line++) {
      const text = lines[line - 1]!;
      const from = line === startLine ? startColumn - 1 : 0;
      const to = line === endLine ? endColumn - 1 : text.length;
      lines[line - 1] = text.slice(0, from) + '•'.repeat(Math.max(0, to - from)) + text.slice(to);
    }
  }
}

/** Related places that are shown with their code. */
const MAX_RELATED = 5;

async function readLines(snapshot: Snapshot, path: string): Promise<string[] | undefined> {
  const file = snapshot.file(path);
  if (!file || file.kind === 'submodule') return undefined;
  try {
    return decodeText(await snapshot.read(file)).split(/\r?\n/);
  } catch (error) {
    // The finding stands without its code; that the file is gone was said where it was analysed.
    if (error instanceof SourceError) return undefined;
    throw error;
  }
}

/** Windows that touch become one. */
function merged(windows: ReadonlyMap<number, number>): [number, number][] {
  const result: [number, number][] = [];
  for (const [start, end] of [...windows].sort(([a], [b]) => a - b)) {
    const last = result.at(-1);
    if (last && start <= last[1] + 1) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}

function byPlace(a: Excerpt, b: Excerpt): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  if (a.side !== b.side) return a.side < b.side ? -1 : 1;
  return a.startLine - b.startLine;
}
