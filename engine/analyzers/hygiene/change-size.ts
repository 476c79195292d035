import type { RawFinding } from '../../findings/finding.ts';
import type { Classification } from '../../source/language.ts';
import type { Comparison } from '../../source/source.ts';
import type { ChangeSize } from './hygiene-result.ts';
import { LARGE_CHANGE } from './rules.ts';

/**
 * The study of reviews at Cisco (Cohen, "Best Kept Secrets of Peer Code Review", 2006) found few defects beyond 400
 * lines; more than twice that is told.
 */
export const LARGE_CHANGE_LINES = 1000;
export const LARGE_CHANGE_FILES = 50;

/** Of what has to be read: deleted files, plain renames and files that the review leaves out do not count. */
export function changeSize(comparison: Comparison, classified: ReadonlyMap<string, Classification>): ChangeSize {
  let files = 0;
  let lines = 0;
  for (const change of comparison.changes) {
    if (!change.new || classified.get(change.new.path)?.leftOut) continue;
    const changed = change.hunks.reduce((sum, hunk) => sum + hunk.oldLines + hunk.newLines, 0);
    if (changed === 0 && change.old) continue;
    files++;
    lines += changed;
  }
  return { files, lines };
}

export function largeChange({ files, lines }: ChangeSize, maxLines: number): RawFinding[] {
  if (lines <= maxLines && files <= LARGE_CHANGE_FILES) return [];
  return [
    {
      ruleId: LARGE_CHANGE.id,
      path: '',
      message: `${grouped(lines)} changed lines in ${grouped(files)} ${files === 1 ? 'file' : 'files'} are more than can be reviewed well (${grouped(maxLines)} lines or ${LARGE_CHANGE_FILES} files).`,
      anchor: 'size of the change',
    },
  ];
}

function grouped(amount: number): string {
  return amount.toLocaleString('en');
}
