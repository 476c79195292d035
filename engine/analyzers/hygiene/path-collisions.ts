import type { RawFinding } from '../../findings/finding.ts';
import type { SourceFile } from '../../source/source.ts';
import { PATH_COLLISION } from './rules.ts';

interface Spelling {
  /** The file or folder as it is written. */
  readonly path: string;
  /** It, or the first file in it. */
  readonly file: string;
}

/**
 * Files and folders of the tree that are the same where case does not count, or where names are stored composed
 * (Unicode NFC). Told at each spelling but the first that leads to a file spoken of.
 */
export function pathCollisions(files: readonly SourceFile[], spokenOf: ReadonlySet<string>): RawFinding[] {
  const spellings = new Map<string, Map<string, Spelling>>();
  const seen = new Set<string>();
  for (const file of files) {
    for (
      let path = file.path;
      path !== '' && !seen.has(path);
      path = path.slice(0, Math.max(0, path.lastIndexOf('/')))
    ) {
      seen.add(path);
      const name = path.slice(path.lastIndexOf('/') + 1);
      const same = spellings.get(folded(path)) ?? new Map<string, Spelling>();
      // A file in two spellings of one folder is told by the folder.
      if (!same.has(name)) same.set(name, { path, file: file.path });
      spellings.set(folded(path), same);
    }
  }
  const findings: RawFinding[] = [];
  for (const same of spellings.values()) {
    if (same.size < 2) continue;
    const [first, ...others] = [...same.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
    const told = others.filter((spelling) => spokenOf.has(spelling.file));
    if (told.length > 0) findings.push(...told.map((spelling) => collision(spelling, first!)));
    else if (spokenOf.has(first!.file)) findings.push(collision(first!, others[0]!));
  }
  return findings.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function collision(spelling: Spelling, other: Spelling): RawFinding {
  return {
    ruleId: PATH_COLLISION.id,
    path: spelling.file,
    message: `“${spelling.path}” and “${other.path}” are one path on Windows and macOS.`,
    anchor: spelling.path,
    related: [{ path: other.file, message: 'The other spelling' }],
  };
}

function folded(path: string): string {
  return path.normalize('NFC').toLowerCase().normalize('NFC');
}
