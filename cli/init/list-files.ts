import { resolve } from 'node:path';
import { discoverRepository } from '../../engine/source/discover-repository.ts';
import { fileNameOf, splitAtNul } from '../../engine/source/file-name.ts';
import { runGit } from '../../engine/source/git-process.ts';
import { openFolder } from '../../engine/source/open-folder.ts';
import { SourceError } from '../../engine/source/source.ts';

export interface ListedFolder {
  /** Where the configuration belongs: the root of the repository, or the folder itself without one. */
  readonly root: string;
  /** From the root, with `/`: what git tracks or would, ordered. */
  readonly paths: readonly string[];
}

export async function listFiles(folder: string): Promise<ListedFolder> {
  try {
    const { root } = await discoverRepository(folder);
    if (root === undefined) {
      const advice = 'Run it in a work tree of the repository.';
      throw new SourceError(
        'not-a-repository',
        `${resolve(folder)} is a bare repository: it has no files to look at.`,
        {
          advice,
        },
      );
    }
    const listed = await runGit({ folder: root }, ['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
    return { root, paths: [...new Set(splitAtNul(listed).map(fileNameOf))].sort() };
  } catch (error) {
    const plain = error instanceof SourceError && (error.code === 'not-a-repository' || error.code === 'no-git');
    if (!plain || error.message.includes('bare')) throw error;
    const { files } = await openFolder(folder);
    return { root: resolve(folder), paths: files.map(({ path }) => path) };
  }
}
