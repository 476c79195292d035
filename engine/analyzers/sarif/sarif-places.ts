import { createPathMatcher, type PathMatch } from '../match-paths.ts';
import type { ProjectInput } from '../analyzer.ts';
import type { Place, Range } from '../../findings/finding.ts';
import { SourceError } from '../../source/source.ts';
import type { SarifArtifactLocation, SarifLocation, SarifRegion, SarifRun } from './sarif-log.ts';

export type ResolvedPlace = Place | { readonly problem: 'unknown' | 'ambiguous'; readonly uri: string };

/** Base ids may name base ids: deeper than anybody nests them, and an end to circles. */
const DEEPEST_BASE = 10;

/** Finds the repository's places that SARIF locations mean. Files are read once, for columns and ends of lines. */
export class SarifPlaces {
  private readonly input: ProjectInput;
  private readonly match: (uri: string, roots: readonly string[]) => PathMatch;
  private readonly lines = new Map<string, readonly string[] | undefined>();

  constructor(input: ProjectInput) {
    this.input = input;
    this.match = createPathMatcher(input.snapshot.files.map((file) => file.path));
  }

  /** Without a location: the whole repository. */
  async resolve(run: SarifRun, location: SarifLocation | undefined): Promise<ResolvedPlace> {
    const physical = location?.physicalLocation;
    const uri = physical?.artifactLocation && uriOf(run, physical.artifactLocation);
    if (uri === undefined) return { path: '' };
    const match = this.match(uri, []);
    if ('problem' in match) return { problem: match.problem, uri };
    const range = physical?.region && rangeOf(physical.region, await this.linesOf(match.path), run.columnKind);
    return range ? { path: match.path, range } : { path: match.path };
  }

  private async linesOf(path: string): Promise<readonly string[] | undefined> {
    if (!this.lines.has(path)) this.lines.set(path, await this.readLines(path));
    return this.lines.get(path);
  }

  private async readLines(path: string): Promise<readonly string[] | undefined> {
    const file = this.input.snapshot.file(path);
    try {
      return file && (await this.input.snapshot.read(file)).toString('utf8').split('\n');
    } catch (error) {
      if (error instanceof SourceError) return undefined;
      throw error;
    }
  }
}

/** Decoded, and after its base where it has one. */
export function uriOf(run: SarifRun, given: SarifArtifactLocation): string | undefined {
  let location = given.uri === undefined ? run.artifacts?.[given.index ?? -1]?.location : given;
  if (location?.uri === undefined) return undefined;
  let uri = location.uri;
  for (let depth = 0; depth < DEEPEST_BASE && location?.uriBaseId !== undefined && !isAbsolute(uri); depth++) {
    location = Object.hasOwn(run.originalUriBaseIds ?? {}, location.uriBaseId)
      ? run.originalUriBaseIds?.[location.uriBaseId]
      : undefined;
    const base = location?.uri ?? '';
    uri = base === '' || base.endsWith('/') ? base + uri : `${base}/${uri}`;
  }
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

function isAbsolute(uri: string): boolean {
  return /^(?:[A-Za-z][\w+.-]*:|\/)/.test(uri);
}

/** Undefined where the region is of bytes only, or beyond the file: the report is of another state of it. */
function rangeOf(
  region: SarifRegion,
  lines: readonly string[] | undefined,
  columnKind: string | undefined,
): Range | undefined {
  if (!lines) return undefined;
  if (region.startLine === undefined) return rangeOfOffsets(region, lines);
  const { startLine } = region;
  const endLine = Math.min(Math.max(region.endLine ?? startLine, startLine), lines.length);
  if (!Number.isInteger(startLine) || startLine < 1 || startLine > lines.length || !Number.isInteger(endLine))
    return undefined;
  const column = (line: number, given: number | undefined, otherwise: number) =>
    given === undefined || !Number.isInteger(given) || given < 1
      ? otherwise
      : toUtf16(lines[line - 1]!, given, columnKind);
  const startColumn = column(startLine, region.startColumn, 1);
  const endColumn = column(endLine, region.endColumn, lengthOf(lines[endLine - 1]!) + 1);
  return {
    startLine,
    startColumn,
    endLine,
    endColumn: endLine === startLine ? Math.max(startColumn, endColumn) : endColumn,
  };
}

/** A column in code points (SARIF's `unicodeCodePoints`) as one in UTF-16 code units; never past the line's end. */
function toUtf16(line: string, column: number, columnKind: string | undefined): number {
  const most = lengthOf(line) + 1;
  if (columnKind !== 'unicodeCodePoints') return Math.min(column, most);
  let at = 0;
  for (let points = 1; points < column && at < line.length; points++) at += line.codePointAt(at)! > 0xffff ? 2 : 1;
  return Math.min(at + 1, most);
}

function lengthOf(line: string): number {
  return line.endsWith('\r') ? line.length - 1 : line.length;
}

function rangeOfOffsets({ charOffset, charLength = 0 }: SarifRegion, lines: readonly string[]): Range | undefined {
  if (charOffset === undefined || charOffset < 0 || charLength < 0) return undefined;
  const [start, end] = [placeOf(charOffset, lines), placeOf(charOffset + charLength, lines)];
  return start && end && { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function placeOf(offset: number, lines: readonly string[]): { line: number; column: number } | undefined {
  let rest = offset;
  for (const [index, line] of lines.entries()) {
    if (rest <= line.length) return { line: index + 1, column: rest + 1 };
    rest -= line.length + 1;
  }
  return undefined;
}
