import type { RawFinding } from '../../findings/finding.ts';
import type { Classification } from '../../source/language.ts';
import type { SourceFile } from '../../source/source.ts';
import { isFixture } from './fixtures.ts';
import type { FileSpokenOf } from './hygiene-scope.ts';
import { BUILD_PRODUCT } from './rules.ts';

/** What is built, packed or left behind by a machine. Pictures, fonts, sounds and documents are not: they are sources. */
const BUILT = new Set(
  (
    'exe dll so dylib lib a o obj pdb ilk msi com scr sys class jar war ear aar apk aab ipa dex nupkg pyc pyo pyd whl egg ' +
    'node wasm zip tar gz tgz bz2 tbz xz txz zst 7z rar iso dmg img deb rpm appimage gem crate db sqlite sqlite3 mdb dump ' +
    'dmp swp ds_store'
  ).split(' '),
);

/** Wrappers that their build tool wants in the repository, and whose checksum it publishes. */
const WRAPPERS = new Set(['gradle/wrapper/gradle-wrapper.jar', '.mvn/wrapper/maven-wrapper.jar']);

/** Binaries that are new to the repository, but fixtures of tests. */
export function buildProducts(
  files: readonly FileSpokenOf[],
  classified: ReadonlyMap<string, Classification>,
): RawFinding[] {
  return files
    .filter(({ file, old }) => !old && classified.get(file.path)?.leftOut === 'binary')
    .filter(({ file }) => !isFixture(file.path) && !classified.get(file.path)?.test && isBuilt(file))
    .map(({ file }) => ({
      ruleId: BUILD_PRODUCT.id,
      path: file.path,
      message: 'A program, library or archive that was built elsewhere: nobody can review it.',
      anchor: 'binary',
    }));
}

function isBuilt(file: SourceFile): boolean {
  if ([...WRAPPERS].some((wrapper) => file.path === wrapper || file.path.endsWith(`/${wrapper}`))) return false;
  const name = file.path.slice(file.path.lastIndexOf('/') + 1).toLowerCase();
  const dot = name.lastIndexOf('.');
  return dot === -1 ? file.kind === 'executable' : BUILT.has(name.slice(dot + 1));
}
