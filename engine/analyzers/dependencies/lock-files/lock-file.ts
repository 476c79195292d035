import type { Dependency } from '../dependency-result.ts';

/** What a lock file names; the analyzer adds where it stands. */
export type LockedPackage = Omit<Dependency, 'path'>;

export interface LockedPackages {
  /** In the order of the file; a name may have several versions. */
  readonly packages: readonly LockedPackage[];
  /** What is not looked at in it, in plain words: `acme is taken from a git repository`. */
  readonly problems: readonly string[];
}

export interface LockFileReader {
  /** As people call it: `package-lock.json`. */
  readonly format: string;
  matches(path: string): boolean;
  /** Throws {@link LockFileError} with what is wrong, and where, if the text cannot be read. */
  read(text: string): LockedPackages | Promise<LockedPackages>;
}

/** The text is not what its name says. */
export class LockFileError extends Error {
  override readonly name = 'LockFileError';
}

/** Leaves out `undefined`, which exact optional properties do not allow. */
export function lockedPackage(
  given: Pick<LockedPackage, 'ecosystem' | 'name' | 'version' | 'line'> & {
    readonly direct?: boolean | undefined;
    readonly development?: boolean | undefined;
    readonly licence?: string | undefined;
  },
): LockedPackage {
  const { direct, development, licence, ...known } = given;
  return {
    ...known,
    ...(direct === undefined ? {} : { direct }),
    ...(development === undefined ? {} : { development }),
    ...(licence === undefined ? {} : { licence }),
  };
}

/**
 * Answers on which line a text stands, the n-th question of the same text by its n-th line: objects are read in the
 * order in which they are written. 1 where there is no such line (a document on one line).
 */
export function lineFinder(text: string, textOf: (line: string) => string | undefined): (wanted: string) => number {
  const lines = new Map<string, number[]>();
  text.split('\n').forEach((line, index) => {
    const found = textOf(line);
    if (found === undefined) return;
    const known = lines.get(found);
    if (known) known.push(index + 1);
    else lines.set(found, [index + 1]);
  });
  const asked = new Map<string, number>();
  return (wanted) => {
    const nth = asked.get(wanted) ?? 0;
    asked.set(wanted, nth + 1);
    const known = lines.get(wanted) ?? [];
    return known[nth] ?? known.at(-1) ?? 1;
  };
}
