import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What GitHub allows its clients, and no work of git's own in the background. */
const CONFIGURATION = `[core]
	repositoryformatversion = 0
	filemode = true
	bare = true
[gc]
	auto = 0
[http]
	receivepack = true
[receive]
	autogc = false
	unpackLimit = 1000000
	; Readable, but nobody pushes there.
	hideRefs = refs/pull
[uploadpack]
	allowAnySHA1InWant = true
	allowFilter = true
`;

/** Lays out a bare repository by hand: `git init` would start a process for it. Objects may be another one's. */
export function createBare(
  gitDir: string,
  { defaultBranch, objects }: { defaultBranch: string; objects: string | undefined },
): void {
  mkdirSync(join(gitDir, 'refs/heads'), { recursive: true });
  mkdirSync(join(gitDir, 'refs/tags'));
  if (objects === undefined) {
    mkdirSync(join(gitDir, 'objects/info'), { recursive: true });
    mkdirSync(join(gitDir, 'objects/pack'));
  } else symlinkSync(objects, join(gitDir, 'objects'));
  writeFileSync(join(gitDir, 'HEAD'), `ref: refs/heads/${defaultBranch}\n`);
  writeFileSync(join(gitDir, 'config'), CONFIGURATION);
}
