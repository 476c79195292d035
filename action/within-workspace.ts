import nativePath, { type PlatformPath } from 'node:path';

/**
 * A path or glob that a workflow names, as one from the workspace and with `/`: `./lcov.info`, or one that begins with
 * `${{ github.workspace }}`. Undefined where it leads out. The separator of Windows is one only there.
 */
export function withinWorkspace(given: string, workspace: string, path: PlatformPath = nativePath): string | undefined {
  const inner = path.relative(workspace, path.resolve(workspace, given)).split(path.sep).join('/');
  const leadsOut = inner === '' || inner === '..' || inner.startsWith('../') || path.isAbsolute(inner);
  return leadsOut ? undefined : inner;
}
