import { createChangeMap } from '../../findings/change-map.ts';
import type { Change } from '../../source/source.ts';
import type { ClonePlace } from './find-clones.ts';

/** The index of the place that the others are copies of. */
export type OriginOf = (places: readonly ClonePlace[]) => number;

/**
 * No order of files says for certain which place of a clone is the original. Taken for it is a place that is told
 * elsewhere or not asked for, else the first that the change did not bring, else the first; files in the order of their
 * names before the change, so that a rename makes no other place the original.
 */
export function createOriginFinder(changes: readonly Change[] = []): OriginOf {
  const map = createChangeMap(changes);
  const nameOf = (path: string): string => map.oldPath(path) ?? path;
  const isBrought = ({ path, startLine, endLine }: ClonePlace): boolean => {
    if (!map.isChanged(path)) return false;
    let written = 0;
    for (let line = startLine; line <= endLine; line++) if (map.oldLine(path, line) === undefined) written++;
    // An edit within a copy that stood there before does not bring it.
    return written * 2 > endLine - startLine + 1;
  };
  return (places) => {
    const idle = places.findIndex(({ fresh }) => !fresh);
    if (idle !== -1) return idle;
    const candidates = [...places.keys()].filter((index) => !isBrought(places[index]!));
    const among = candidates.length > 0 ? candidates : [...places.keys()];
    return among.reduce((first, next) => (nameOf(places[next]!.path) < nameOf(places[first]!.path) ? next : first));
  };
}
