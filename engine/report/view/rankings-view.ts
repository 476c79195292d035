/** Files and folders by their debt, languages by their lines. */
import type { ReviewResult } from '../../review-result.ts';
import { count, formatMinutes, formatNumber, formatShare, showing } from './format.ts';
import type { LanguageView, RankedFileView, RankedFolderView } from './measure-view-schema.ts';

export const MOST_FILES = 25;
export const MOST_FOLDERS = 15;
/** Languages by name; the others are summed up. */
const MOST_LANGUAGES = 5;
/** Bars are drawn on a scale of this many units. */
const BAR = 1000;

export function filesView({ files }: ReviewResult): { rows: RankedFileView[]; showing: string } {
  const most = files[0]?.debtMinutes ?? 0;
  const rows = files.slice(0, MOST_FILES).map((file) => ({
    path: file.path,
    language: file.language,
    codeLines: formatNumber(file.codeLines),
    cyclomatic: formatNumber(file.cyclomatic),
    cognitive: formatNumber(file.cognitive),
    maintainabilityIndex: formatNumber(file.maintainabilityIndex),
    findings: formatNumber(file.findings),
    debt: formatMinutes(file.debtMinutes),
    coverage: file.coverageShare === undefined ? '–' : formatShare(file.coverageShare),
    bar: barOf(file.debtMinutes, most),
  }));
  return { rows, showing: showing(rows.length, files.length) };
}

export function foldersView({ folders }: ReviewResult): { rows: RankedFolderView[]; showing: string } {
  const most = folders[0]?.debtMinutes ?? 0;
  const rows = folders.slice(0, MOST_FOLDERS).map((folder) => ({
    path: folder.path === '' ? './' : folder.path,
    files: formatNumber(folder.files),
    codeLines: formatNumber(folder.codeLines),
    cognitive: formatNumber(folder.cognitive),
    findings: formatNumber(folder.findings),
    debt: formatMinutes(folder.debtMinutes),
    bar: barOf(folder.debtMinutes, most),
  }));
  return { rows, showing: showing(rows.length, folders.length) };
}

export function languagesView({ scope }: ReviewResult): LanguageView[] {
  const sorted = [...scope.languages].sort((a, b) => b.lines - a.lines || (a.name < b.name ? -1 : 1));
  const all = sorted.reduce((sum, { lines }) => sum + lines, 0);
  const others = sorted.slice(MOST_LANGUAGES);
  const named = sorted.slice(0, MOST_LANGUAGES);
  if (others.length > 0) {
    named.push({
      name: count(others.length, 'other language'),
      files: others.reduce((sum, { files }) => sum + files, 0),
      lines: others.reduce((sum, { lines }) => sum + lines, 0),
    });
  }
  let x = 0;
  return named.map(({ name, files, lines }, shade) => {
    const width = all === 0 ? 0 : Math.round((lines / all) * BAR);
    const part = {
      name,
      files: formatNumber(files),
      lines: formatNumber(lines),
      share: formatShare(all === 0 ? 0 : lines / all),
      x,
      width,
      shade,
    };
    x += width;
    return part;
  });
}

/** 0 to 100; anything above nothing is seen. */
function barOf(value: number, most: number): number {
  if (value <= 0 || most <= 0) return 0;
  return Math.max(1, Math.min(100, Math.round((value / most) * 100)));
}
